import { once } from "node:events"
import http from "node:http"
import { AddressInfo } from "node:net"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { unhurriedUpload } from "./unhurried-upload"

const LIMIT_MS = 300
const STILL_MS = 400

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe("unhurriedUpload", () => {
  let server: http.Server
  beforeEach(async () => {
    server = http.createServer({ connectionsCheckingInterval: 50, requestTimeout: LIMIT_MS }, (req, res) => {
      if (req.url !== "/hurried") {
        unhurriedUpload(req as MedusaRequest, res as MedusaResponse, STILL_MS)
      }
      let bytes = 0
      req.on("data", (chunk) => (bytes += chunk.length))
      req.on("end", () => setTimeout(() => res.end(String(bytes)), req.url === "/thinking" ? STILL_MS * 2 : 0))
      req.on("error", () => undefined)
    })
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  /** Sends a byte every so many milliseconds. @returns the answer's body, or what became of the request */
  async function send(path: string, bytes: number, everyMs: number): Promise<string> {
    const request = http.request({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", path, method: "POST" })
    const answer = new Promise<string>((resolve) => {
      request.on("response", async (response) => {
        const body = await response.setEncoding("utf8").reduce((all, part) => all + part, "")
        resolve(response.statusCode === 200 ? body : String(response.statusCode))
      })
      request.on("error", () => resolve("broken"))
    })
    for (let sent = 0; sent < bytes && !request.destroyed; sent++) {
      request.write("x")
      await pause(everyMs)
    }
    request.end()
    return await answer
  }

  it("lets an upload that moves take longer than the server's limit", async () => {
    expect(await send("/", 10, LIMIT_MS / 3)).toBe("10")
    expect(server.requestTimeout).toBe(LIMIT_MS)
  })

  it("would otherwise see it cut off", async () => {
    expect(["408", "broken"]).toContain(await send("/hurried", 10, LIMIT_MS / 3))
  })

  it("ends an upload that stands still", async () => {
    expect(await send("/", 2, STILL_MS * 3)).toBe("broken")
    expect(server.requestTimeout).toBe(LIMIT_MS)
  })

  it("waits for the answer as long as it takes", async () => {
    expect(await send("/thinking", 1, 1)).toBe("1")
  })

  it("keeps the limit lifted until the last of several uploads has ended", async () => {
    const long = send("/", 12, LIMIT_MS / 3)
    expect(await send("/", 2, 1)).toBe("2")
    expect(server.requestTimeout).toBe(0)
    expect(await long).toBe("12")
    expect(server.requestTimeout).toBe(LIMIT_MS)
  })
})
