import net from "node:net"
import { UsageError } from "./options"
import { assertPortsFree, freePort, portState, samePortMessage, takenPortMessage } from "./ports"

const ports = { api: 9000, storefront: 8000, stripe: 12111, postgres: 54329 }

describe("port messages", () => {
  it("names the port, what it is for, and both ways to change it", () => {
    expect(takenPortMessage("storefront", 8000, 8001)).toBe(
      "Port 8000 is taken. The demo needs it for the demo storefront.\n" +
        "Stop what listens there, or choose another port: STOREFRONT_PORT=8001 npm run demo\n" +
        "(or: npm run demo -- --storefront-port 8001)"
    )
  })

  it("sees one port given to two services that are started, and only then", () => {
    const clash = { ...ports, storefront: 54329 }
    expect(samePortMessage(clash, ["api", "storefront", "postgres"])).toContain("STOREFRONT_PORT or POSTGRES_PORT")
    expect(samePortMessage(clash, ["api", "storefront"])).toBeNull()
  })
})

describe("assertPortsFree", () => {
  let server: net.Server
  let taken: number

  beforeEach(async () => {
    server = net.createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    taken = (server.address() as net.AddressInfo).port
  })
  afterEach(() => new Promise((resolve) => server.close(resolve)))

  it("sees a server that listens on the loopback address alone", async () => {
    expect(await portState(taken)).toBe("taken")
    expect(await portState(await freePort())).toBe("free")
  })

  it("refuses a taken port and proposes one that is free and not wanted by another service", async () => {
    const wanted = { ...ports, api: taken, storefront: taken + 1 }
    const refusal = assertPortsFree(wanted, ["api"])
    await expect(refusal).rejects.toThrow(UsageError)
    await expect(refusal).rejects.toThrow(`Port ${taken} is taken. The demo needs it for the Medusa API and admin.`)
    await expect(refusal).rejects.not.toThrow(`PORT=${taken + 1} `)
  })
})
