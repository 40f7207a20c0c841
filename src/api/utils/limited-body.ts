import type { IncomingMessage } from "node:http"
import type { Writable } from "node:stream"

/**
 * Feeds a request's body to its parser, up to a number of bytes: a request that doesn't say how long it is (chunked) is
 * counted as it comes. What is beyond is read and dropped, because a sender whose connection breaks off never sees the
 * answer; and when it is as much again, the connection does break off.
 * @param error what the parser is ended with
 * @param beyond told once, at the first byte too many
 */
export function limitedBody(most: number, error: Error, beyond: () => void) {
  return (req: IncomingMessage, parser: Writable): void => {
    let received = 0
    req.on("data", ({ length }: Buffer) => {
      const before = received
      received += length
      if (before <= most && received > most) {
        req.unpipe(parser)
        parser.destroy(error)
        req.resume()
        beyond()
      }
      if (received > 2 * most) {
        req.destroy()
      }
    })
    req.pipe(parser)
  }
}
