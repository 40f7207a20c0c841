import { Readable } from "node:stream"
import fc from "fast-check"
import { requestedRange, sliceOf } from "./byte-range"

describe("requestedRange", () => {
  it.each([
    ["bytes=0-99", { first: 0, last: 99 }],
    ["bytes=100-", { first: 100, last: 999 }],
    ["bytes=-100", { first: 900, last: 999 }],
    ["bytes=999-999", { first: 999, last: 999 }],
    ["bytes=0-0", { first: 0, last: 0 }],
    ["Bytes= 5-6 ", { first: 5, last: 6 }],
    // Past the end is up to the end; more than there is are all.
    ["bytes=990-2000", { first: 990, last: 999 }],
    ["bytes=-2000", { first: 0, last: 999 }],
    ["bytes=0-99999999999999999999999", { first: 0, last: 999 }],
  ])("understands %s", (header, expected) => {
    expect(requestedRange(header, 1000)).toEqual(expected)
  })

  it.each(["bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=99999999999999999999999-"])("finds nothing at %s", (header) => {
    expect(requestedRange(header, 1000)).toBe("unsatisfiable")
  })

  it.each([undefined, "", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=1-2x", "bytes=0-1,5-6", "bytes=-1,-2", "lines=0-1", "0-1", "bytes=1.5-2", "bytes=--1"])(
    "gives the whole file for %s",
    (header) => {
      expect(requestedRange(header, 1000)).toBeNull()
    }
  )

  it("never answers a part that isn't there, and always the part that was asked for", () => {
    const number = fc.option(fc.nat(60), { nil: undefined })
    fc.assert(
      fc.property(number, number, fc.integer({ min: 1, max: 50 }), (from, to, size) => {
        const file = Array.from({ length: size }, (_, index) => index)
        const range = requestedRange(`bytes=${from ?? ""}-${to ?? ""}`, size)
        const wanted =
          from === undefined
            ? to === undefined
              ? file
              : file.slice(Math.max(0, size - to))
            : to !== undefined && to < from
              ? file
              : file.slice(from, to === undefined ? size : to + 1)
        const given = range === null ? file : range === "unsatisfiable" ? [] : file.slice(range.first, range.last + 1)
        expect(given).toEqual(wanted)
        if (range && range !== "unsatisfiable") {
          expect(given).toHaveLength(range.last - range.first + 1)
        }
      })
    )
  })
})

describe("sliceOf", () => {
  /** A file in pieces of these lengths, and whether it was closed. */
  const fileOf = (bytes: Buffer, lengths: number[]) => {
    const chunks: Buffer[] = []
    for (let at = 0, index = 0; at < bytes.length; at += chunks[index - 1].length) {
      chunks.push(bytes.subarray(at, at + (lengths[index++ % lengths.length] || 1)))
    }
    return Readable.from(chunks, { objectMode: false })
  }
  const collect = async (parts: AsyncIterable<Buffer>) => {
    const all: Buffer[] = []
    for await (const part of parts) {
      all.push(part)
    }
    return Buffer.concat(all)
  }

  it("gives the same bytes wherever the file is cut into pieces, and closes it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 }),
        fc.nat(),
        fc.nat(),
        async (content, lengths, one, other) => {
          const bytes = Buffer.from(content)
          const [first, last] = [one % bytes.length, other % bytes.length].sort((a, b) => a - b)
          const file = fileOf(bytes, lengths)
          expect((await collect(sliceOf(file, { first, last }))).equals(bytes.subarray(first, last + 1))).toBe(true)
          expect(file.destroyed).toBe(true)
        }
      )
    )
  })

  it("fails when the file is shorter than it was said to be", async () => {
    const file = fileOf(Buffer.alloc(10), [3])
    await expect(collect(sliceOf(file, { first: 0, last: 10 }))).rejects.toThrow("ended after 10 bytes")
  })

  it("keeps the last piece back from a file that doesn't end well", async () => {
    async function* wrong() {
      yield Buffer.alloc(5)
      yield Buffer.alloc(5)
      throw new Error("the checksum is another")
    }
    const got: Buffer[] = []
    const reading = (async () => {
      for await (const part of sliceOf(Readable.from(wrong(), { objectMode: false }), { first: 0, last: 9 })) {
        got.push(part)
      }
    })()
    await expect(reading).rejects.toThrow("the checksum is another")
    expect(Buffer.concat(got)).toHaveLength(5)
  })

  it("fails with the file", async () => {
    async function* broken() {
      yield Buffer.alloc(5)
      throw new Error("the storage is gone")
    }
    await expect(collect(sliceOf(Readable.from(broken(), { objectMode: false }), { first: 2, last: 8 }))).rejects.toThrow("the storage is gone")
  })
})
