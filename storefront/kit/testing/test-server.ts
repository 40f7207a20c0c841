import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export interface SeenRequest {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: unknown
}

export interface TestServer {
  url: string
  requests: SeenRequest[]
  close: () => Promise<void>
}

type Answer = { status?: number; headers?: Record<string, string>; json?: unknown; text?: string; hang?: boolean; drop?: boolean }

/** A real HTTP server that answers what `answer` says, and remembers what it was asked. */
export async function startTestServer(answer: (request: SeenRequest, count: number) => Answer | Promise<Answer>): Promise<TestServer> {
  const requests: SeenRequest[] = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", async () => {
      const text = Buffer.concat(chunks).toString()
      const seen = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: text ? JSON.parse(text) : undefined,
      }
      requests.push(seen)
      const { status = 200, headers = {}, json, text: raw, hang, drop } = await answer(seen, requests.length)
      if (drop) {
        request.socket.destroy()
      } else if (!hang) {
        response.writeHead(status, { "content-type": "application/json", ...headers })
        response.end(raw ?? JSON.stringify(json ?? {}))
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
