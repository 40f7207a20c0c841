import { randomInt } from "node:crypto"
import net from "node:net"
import { PORT_SETTINGS, Ports, UsageError } from "./options"

/** Why a port can't be used, what it is for and how to choose another one. @param other a port to propose */
export function takenPortMessage(service: keyof Ports, port: number, other: number): string {
  const { purpose, flag, variable } = PORT_SETTINGS[service]
  return [
    `Port ${port} is taken. The demo needs it for ${purpose}.`,
    `Stop what listens there, or choose another port: ${variable}=${other} npm run demo`,
    `(or: npm run demo -- --${flag} ${other})`,
  ].join("\n")
}

/** A message for two services that were given one port, or null. */
export function samePortMessage(ports: Ports, services: (keyof Ports)[]): string | null {
  for (const [index, service] of services.entries()) {
    const twin = services.slice(0, index).find((other) => ports[other] === ports[service])
    if (twin) {
      const [first, second] = [PORT_SETTINGS[twin], PORT_SETTINGS[service]]
      return `Port ${ports[service]} can't serve both ${first.purpose} and ${second.purpose}. Change ${first.variable} or ${second.variable}.`
    }
  }
  return null
}

/** Makes sure every port is free before anything is started. @throws UsageError that names all taken ones. */
export async function assertPortsFree(ports: Ports, services: (keyof Ports)[]): Promise<void> {
  const same = samePortMessage(ports, services)
  if (same) {
    throw new UsageError(same)
  }
  const messages: string[] = []
  for (const service of services) {
    const state = await portState(ports[service])
    if (state === "taken") {
      messages.push(takenPortMessage(service, ports[service], await freePortNear(ports[service], ports)))
    } else if (state === "forbidden") {
      const { purpose, variable } = PORT_SETTINGS[service]
      messages.push(
        `Port ${ports[service]} (for ${purpose}) may not be used by this account. Choose one above 1023 with ${variable}.`
      )
    }
  }
  if (messages.length) {
    throw new UsageError(messages.join("\n\n"))
  }
}

/** Whether a server could listen on the port, on every address and on the loopback one alone. */
export async function portState(port: number): Promise<"free" | "taken" | "forbidden"> {
  for (const host of ["::", "0.0.0.0", "127.0.0.1"]) {
    const code = await listenError(port, host)
    if (code === "EADDRINUSE") {
      return "taken"
    }
    if (code === "EACCES") {
      return "forbidden"
    }
  }
  return "free"
}

/** The next port that is free and that no other service of the demo wants. */
async function freePortNear(taken: number, ports: Ports): Promise<number> {
  const wanted = Object.values(ports)
  for (let port = taken + 1; port <= Math.min(taken + 100, 65535); port++) {
    if (!wanted.includes(port) && (await portState(port)) === "free") {
      return port
    }
  }
  return freePort()
}

/**
 * A port nobody listens on right now. Below those that a machine gives to outgoing connections (from 32768 on Linux), one of
 * which would take it before it is used, or while a server is started again.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_768)
    if ((await portState(port)) === "free") {
      return port
    }
  }
}

function listenError(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "UNKNOWN"))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)))
  })
}
