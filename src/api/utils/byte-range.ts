import { Readable } from "node:stream"

/** Bytes of a file, both ends included, counted from 0. */
export type ByteRange = { first: number; last: number }

/**
 * Which part of a file a Range header asks for (RFC 9110, 14.1.2): `bytes=0-99`, `bytes=100-`, `bytes=-100`.
 * Own code, because the parser that comes with Express refuses the last 100 bytes of a shorter file, which the RFC grants.
 * @param size of the file in bytes, at least 1
 * @returns null for the whole file: no range, one that isn't understood, or several, which a server need not honour;
 *   "unsatisfiable" when it begins after the end
 */
export function requestedRange(header: string | undefined, size: number): ByteRange | null | "unsatisfiable" {
  const [, from, to] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? "") ?? []
  if (!from && !to) {
    return null
  }
  if (!from) {
    return Number(to) === 0 ? "unsatisfiable" : { first: Math.max(0, size - Number(to)), last: size - 1 }
  }
  if (to && Number(to) < Number(from)) {
    return null
  }
  return Number(from) >= size ? "unsatisfiable" : { first: Number(from), last: to ? Math.min(Number(to), size - 1) : size - 1 }
}

/**
 * A part of a file that can only be read from its beginning: what comes before is read and dropped. The last piece waits
 * until the file goes on or has ended well: a storage client knows no sooner whether the bytes are those that were stored.
 * @throws Error when the file ends before the part does, so that nobody takes what there is for all of it
 */
export async function* sliceOf(file: Readable, { first, last }: ByteRange): AsyncGenerator<Buffer> {
  let read = 0
  let waiting: Buffer | null = null
  for await (const chunk of file as AsyncIterable<Buffer>) {
    if (waiting?.length) {
      yield waiting
    }
    if (read > last) {
      return
    }
    waiting = chunk.subarray(Math.max(0, first - read), last + 1 - read)
    read += chunk.length
  }
  if (read <= last) {
    throw new Error(`the file ended after ${read} bytes`)
  }
  if (waiting?.length) {
    yield waiting
  }
}
