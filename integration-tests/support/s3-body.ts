import { createHash } from "node:crypto"
import type { IncomingHttpHeaders } from "node:http"
import { crc32 } from "node:zlib"
import { notImplemented, S3Error } from "./s3-error"

const CHECKSUM = "x-amz-checksum-crc32"

/** As S3 writes a CRC-32: four bytes, the highest first, in base64. */
export function crc32Of(bytes: Buffer): string {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(crc32(bytes))
  return four.toString("base64")
}

/**
 * What aws-chunked wraps: `<hex length>\r\n<bytes>\r\n` again and again, a length of 0, and trailers.
 * @throws S3Error `IncompleteBody`
 */
function unwrap(body: Buffer): { bytes: Buffer; trailers: Map<string, string> } {
  const chunks: Buffer[] = []
  let at = 0
  const line = () => {
    const end = body.indexOf("\r\n", at)
    if (end < 0) {
      throw new S3Error(400, "IncompleteBody", "The aws-chunked body ended early.")
    }
    const text = body.toString("latin1", at, end)
    at = end + 2
    return text
  }
  for (;;) {
    const size = line()
    if (!/^[0-9a-f]+$/i.test(size)) {
      throw new S3Error(400, "InvalidRequest", `"${size}" is no length of a chunk.`)
    }
    const length = parseInt(size, 16)
    if (length === 0) {
      break
    }
    chunks.push(body.subarray(at, at + length))
    at += length
    if (line() !== "") {
      throw new S3Error(400, "IncompleteBody", "A chunk isn't as long as it says.")
    }
  }
  const trailers = new Map<string, string>()
  for (let text = line(); text !== ""; text = line()) {
    const [, name, value] = /^([^:]+):(.*)$/.exec(text) ?? []
    trailers.set(name.toLowerCase(), value.trim())
  }
  return { bytes: Buffer.concat(chunks), trailers }
}

/**
 * The bytes a request carries, out of what came over the wire, after every check that S3 makes of them.
 * @param payloadHash what the signature vouches for: the body's SHA-256, or that it isn't covered
 * @returns the bytes, and the CRC-32 that the client sent with them
 * @throws S3Error `BadDigest`, `XAmzContentSHA256Mismatch`, `IncompleteBody`, 501 for ways of sending it doesn't know
 */
export function decodeBody(wire: Buffer, headers: IncomingHttpHeaders, payloadHash: string): { bytes: Buffer; checksum: string | null } {
  const chunked = payloadHash === "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
  if (!chunked && payloadHash !== "UNSIGNED-PAYLOAD") {
    if (!/^[0-9a-f]{64}$/.test(payloadHash)) {
      throw notImplemented(`the payload "${payloadHash}"`)
    }
    if (createHash("sha256").update(wire).digest("hex") !== payloadHash) {
      throw new S3Error(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.")
    }
  }
  if (chunked !== /\baws-chunked\b/.test(headers["content-encoding"] ?? "")) {
    throw new S3Error(400, "InvalidRequest", "content-encoding and x-amz-content-sha256 disagree about aws-chunked.")
  }
  const { bytes, trailers } = chunked ? unwrap(wire) : { bytes: wire, trailers: new Map<string, string>() }
  if (chunked && Number(headers["x-amz-decoded-content-length"]) !== bytes.length) {
    throw new S3Error(400, "IncompleteBody", "The body isn't as long as x-amz-decoded-content-length says.")
  }
  const announced = headers["x-amz-trailer"]
  if (announced !== undefined && (announced !== CHECKSUM || !trailers.has(CHECKSUM))) {
    throw trailers.size ? notImplemented(`the trailer "${announced}"`) : new S3Error(400, "MalformedTrailerError", "The announced trailer didn't come.")
  }
  const checksum = trailers.get(CHECKSUM) ?? (headers[CHECKSUM] as string | undefined) ?? null
  if (checksum !== null && checksum !== crc32Of(bytes)) {
    throw new S3Error(400, "BadDigest", "The CRC32 you specified did not match the calculated checksum.")
  }
  return { bytes, checksum }
}
