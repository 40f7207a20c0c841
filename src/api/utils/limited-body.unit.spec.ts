import { IncomingMessage } from "node:http"
import { PassThrough, Writable } from "node:stream"
import { limitedBody } from "./limited-body"

const ERROR = new Error("too much")

/** Sends pieces of a hundred bytes, and tells what came of them. */
async function send(pieces: number, most: number) {
  const seen = { parsed: 0, beyond: 0, ended: false, error: null as Error | null }
  const parser = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      seen.parsed += chunk.length
      done()
    },
    final: (done) => {
      seen.ended = true
      done()
    },
  }).on("error", (error) => (seen.error = error))
  const req = new PassThrough()
  limitedBody(most, ERROR, () => (seen.beyond += 1))(req as unknown as IncomingMessage, parser)
  for (let sent = 0; sent < pieces && !req.destroyed; sent++) {
    req.write(Buffer.alloc(100))
    await new Promise((resolve) => setImmediate(resolve))
  }
  req.end()
  await new Promise((resolve) => setTimeout(resolve, 20))
  return { ...seen, cut: !req.readableEnded }
}

describe("limitedBody", () => {
  it("hands over what is within the limit", async () => {
    expect(await send(5, 500)).toEqual({ parsed: 500, beyond: 0, ended: true, error: null, cut: false })
  })

  it("ends the parser with the first byte too many, and hears the sender out", async () => {
    expect(await send(8, 500)).toEqual({ parsed: 500, beyond: 1, ended: false, error: ERROR, cut: false })
  })

  it("breaks off when it is as much again", async () => {
    expect(await send(100, 500)).toEqual({ parsed: 500, beyond: 1, ended: false, error: ERROR, cut: true })
  })
})
