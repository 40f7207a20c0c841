import type { IncomingMessage, ServerResponse } from "node:http"

const MAX_BODY = 1024 * 1024

export class BodyTooLarge extends Error {}

/** The whole body as text, up to one megabyte. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) {
      throw new BodyTooLarge("The request is larger than one megabyte.")
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  headers: Record<string, string> = {}
): void {
  if (response.destroyed || response.headersSent) {
    return
  }
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  })
  response.end(body)
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers?: Record<string, string>
): void {
  send(response, status, "application/json", `${JSON.stringify(value, null, 2)}\n`, headers)
}
