import { createHash, randomUUID } from "node:crypto"
import { once } from "node:events"
import { createServer, IncomingMessage, ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { crc32Of, decodeBody } from "./s3-body"
import { notImplemented, S3Error } from "./s3-error"
import { Keys, verifySignature } from "./s3-signature"

/**
 * A local stand-in for S3 and what speaks its protocol: one bucket, addressed by path, in memory. It does what Medusa's S3
 * provider and Amazon's own client ask of it, checks what S3 checks, and says 501 to everything else.
 */

export type StoredObject = { bytes: Buffer; acl: string; contentType: string; metadata: Record<string, string>; etag: string; checksum: string | null }
type Part = { bytes: Buffer; etag: string; checksum: string | null }
type Upload = { key: string; acl: string; contentType: string; metadata: Record<string, string>; parts: Map<number, Part> }

export type Operation =
  | "PutObject"
  | "GetObject"
  | "HeadObject"
  | "DeleteObject"
  | "DeleteObjects"
  | "CreateMultipartUpload"
  | "UploadPart"
  | "CompleteMultipartUpload"
  | "AbortMultipartUpload"

/** `broken`: no answer, the connection breaks. `error`: 500. `silent`: no answer at all. `cutAfter`: breaks after so many bytes of an object. */
export type Fault = "broken" | "error" | "silent" | { cutAfter: number }

const SMALLEST_PART = 5 * 1024 * 1024
const ACLS = ["private", "public-read", "public-read-write", "authenticated-read", "bucket-owner-read", "bucket-owner-full-control"]
/** By method and the query parameters that choose among operations. */
const OPERATIONS = new Map<string, Operation>(Object.entries({
  PUT: "PutObject",
  GET: "GetObject",
  HEAD: "HeadObject",
  DELETE: "DeleteObject",
  "POST delete": "DeleteObjects",
  "POST uploads": "CreateMultipartUpload",
  "PUT partNumber uploadId": "UploadPart",
  "POST uploadId": "CompleteMultipartUpload",
  "DELETE uploadId": "AbortMultipartUpload",
}))
const HEADERS = /^x-amz-(acl|content-sha256|date|user-agent|checksum-crc32|checksum-mode|checksum-algorithm|sdk-checksum-algorithm|decoded-content-length|trailer|meta-.+)$/
/** Of a presigned address, and the operation's name, which the SDK adds for those who read logs. */
const NEUTRAL = /^(X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Content-Sha256)|x-amz-checksum-mode|x-id)$/

const md5 = (bytes: Buffer) => createHash("md5").update(bytes).digest()
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }
const unescape = (text: string) =>
  text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (_all, name: string) => NAMED[name] ?? String.fromCodePoint(Number(name.replace(/^#x?/i, (sign) => (sign.length > 1 ? "0x" : "")))))
const xml = (root: string, fields: Record<string, string>) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${Object.entries(fields)
    .map(([name, value]) => `<${name}>${escape(value)}</${name}>`)
    .join("")}</${root}>`

/** The elements of a flat list, each with its fields. @throws S3Error `MalformedXML` */
function listIn(body: Buffer, root: string, element: string): Record<string, string>[] {
  const text = body.toString()
  if (!new RegExp(`<${root}[ >]`).test(text)) {
    throw new S3Error(400, "MalformedXML", `There is no ${root}.`)
  }
  return [...text.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, "gs"))].map(([, inner]) =>
    Object.fromEntries([...inner.matchAll(/<(\w+)>(.*?)<\/\1>/gs)].map(([, name, value]) => [name, unescape(value)]))
  )
}

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of req) {
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** What is stored along with the bytes. @throws S3Error `AccessControlListNotSupported`, `InvalidArgument` */
function describe({ headers }: IncomingMessage, aclsEnabled: boolean): Pick<StoredObject, "acl" | "contentType" | "metadata"> {
  const acl = headers["x-amz-acl"] as string | undefined
  if (acl !== undefined && !ACLS.includes(acl)) {
    throw new S3Error(400, "InvalidArgument", `"${acl}" is no canned ACL.`)
  }
  if (acl !== undefined && acl !== "bucket-owner-full-control" && !aclsEnabled) {
    throw new S3Error(400, "AccessControlListNotSupported", "The bucket does not allow ACLs")
  }
  return {
    acl: acl ?? "private",
    contentType: headers["content-type"] ?? "binary/octet-stream",
    metadata: Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (name.startsWith("x-amz-meta-") ? [[name.slice(11), String(value)]] : []))),
  }
}

/** The one range that is asked for, both ends included; null for the whole object. @throws S3Error `InvalidRange` */
function rangeOf(header: string | undefined, size: number): { first: number; last: number } | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? []
  if (!from && !to) {
    return null
  }
  const first = from ? Number(from) : Math.max(0, size - Number(to))
  const last = from && to ? Math.min(Number(to), size - 1) : size - 1
  if (first > last) {
    throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable")
  }
  return { first, last }
}

export type S3Options = Keys & { port?: number; bucket: string }

export async function startS3({ port = 0, bucket, ...keys }: S3Options) {
  const objects = new Map<string, StoredObject>()
  const uploads = new Map<string, Upload>()
  const requests: Operation[] = []
  let fault: { kind: Fault; operations: Operation[] | null } | null = null
  let aclsEnabled = true

  const objectOf = (key: string) => {
    const object = objects.get(key)
    if (!object) {
      throw new S3Error(404, "NoSuchKey", "The specified key does not exist.")
    }
    return object
  }

  const uploadOf = (key: string, id: string | null) => {
    const upload = uploads.get(id ?? "")
    if (upload?.key !== key) {
      throw new S3Error(404, "NoSuchUpload", "The specified multipart upload does not exist.")
    }
    return upload
  }

  function complete(key: string, uploadId: string | null, body: Buffer): StoredObject {
    const { parts, ...described } = uploadOf(key, uploadId)
    const named = listIn(body, "CompleteMultipartUpload", "Part")
    const chosen = named.map(({ PartNumber, ETag, ChecksumCRC32 }, index) => {
      const part = parts.get(Number(PartNumber))
      if (!part || part.etag !== ETag.replaceAll('"', "") || (ChecksumCRC32 !== undefined && ChecksumCRC32 !== part.checksum)) {
        throw new S3Error(400, "InvalidPart", `Part ${PartNumber} could not be found, or its ETag or checksum is another.`)
      }
      if (index > 0 && Number(PartNumber) <= Number(named[index - 1].PartNumber)) {
        throw new S3Error(400, "InvalidPartOrder", "The list of parts was not in ascending order.")
      }
      if (index < named.length - 1 && part.bytes.length < SMALLEST_PART) {
        throw new S3Error(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
      }
      return part
    })
    if (!chosen.length) {
      throw new S3Error(400, "MalformedXML", "There are no parts.")
    }
    uploads.delete(uploadId as string)
    const checksums = chosen.map(({ checksum }) => checksum)
    return {
      ...described,
      bytes: Buffer.concat(chosen.map(({ bytes }) => bytes)),
      etag: `${md5(Buffer.concat(chosen.map(({ etag }) => Buffer.from(etag, "hex")))).toString("hex")}-${chosen.length}`,
      checksum: checksums.includes(null) ? null : `${crc32Of(Buffer.concat(checksums.map((one) => Buffer.from(one as string, "base64"))))}-${chosen.length}`,
    }
  }

  async function read(req: IncomingMessage, res: ServerResponse, key: string, query: URLSearchParams, cutAfter: number | null): Promise<void> {
    const object = objectOf(key)
    const range = rangeOf(req.headers.range, object.bytes.length)
    const bytes = range ? object.bytes.subarray(range.first, range.last + 1) : object.bytes
    const wantsChecksum = (req.headers["x-amz-checksum-mode"] ?? query.get("x-amz-checksum-mode")) === "ENABLED"
    res.writeHead(range ? 206 : 200, {
      "content-type": object.contentType,
      "content-length": bytes.length,
      "accept-ranges": "bytes",
      etag: `"${object.etag}"`,
      ...(range ? { "content-range": `bytes ${range.first}-${range.last}/${object.bytes.length}` } : {}),
      ...(wantsChecksum && !range && object.checksum ? { "x-amz-checksum-crc32": object.checksum } : {}),
      ...Object.fromEntries(Object.entries(object.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    })
    if (cutAfter !== null && req.method === "GET") {
      await new Promise((sent) => (cutAfter > 0 ? res.write(bytes.subarray(0, cutAfter), sent) : (res.flushHeaders(), setTimeout(sent, 20))))
      res.destroy()
      return
    }
    res.end(req.method === "HEAD" ? undefined : bytes)
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url as string, "http://s3")
    const [, inBucket, ...rest] = url.pathname.split("/").map(decodeURIComponent)
    const key = rest.join("/")
    const chooses = [...url.searchParams.keys()].filter((name) => !NEUTRAL.test(name)).sort()
    const operation = OPERATIONS.get([req.method, ...chooses].join(" "))
    const header = Object.keys(req.headers).find((name) => name.startsWith("x-amz-") && !HEADERS.test(name))
    if (!operation || header || (operation === "DeleteObjects") !== (key === "")) {
      throw notImplemented(header ? `the header ${header}` : `${req.method} ${key ? "of an object" : "of the bucket"} with ${chooses.join(", ") || "nothing more"}`)
    }
    requests.push(operation)
    const kind = fault && (!fault.operations || fault.operations.includes(operation)) ? fault.kind : null
    if (kind === "silent") {
      req.resume()
      return
    }
    if (kind === "broken") {
      req.destroy()
      return
    }
    const wire = await bodyOf(req)
    if (kind === "error") {
      throw new S3Error(500, "InternalError", "We encountered an internal error. Please try again.")
    }
    const payloadHash = verifySignature(req, keys)
    if (inBucket !== bucket) {
      throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist")
    }
    const reads = operation === "GetObject" || operation === "HeadObject"
    if (payloadHash === null && !(reads && objects.get(key)?.acl.startsWith("public-read"))) {
      throw new S3Error(403, "AccessDenied", "Access Denied")
    }
    const { bytes, checksum } = decodeBody(wire, req.headers, payloadHash ?? "UNSIGNED-PAYLOAD")
    const uploadId = url.searchParams.get("uploadId")
    const stored = (etag: string) => res.writeHead(200, { etag: `"${etag}"`, ...(checksum ? { "x-amz-checksum-crc32": checksum } : {}) }).end()

    switch (operation) {
      case "PutObject": {
        const etag = md5(bytes).toString("hex")
        objects.set(key, { ...describe(req, aclsEnabled), bytes, etag, checksum })
        stored(etag)
        return
      }
      case "GetObject":
      case "HeadObject":
        return await read(req, res, key, url.searchParams, typeof kind === "object" ? (kind?.cutAfter ?? null) : null)
      case "DeleteObject":
        objects.delete(key)
        res.writeHead(204).end()
        return
      case "DeleteObjects":
        // S3 demands a checksum of the list.
        if (checksum === null) {
          throw new S3Error(400, "InvalidRequest", "Missing required header for this request: Content-MD5 OR x-amz-checksum-*")
        }
        for (const { Key } of listIn(bytes, "Delete", "Object")) {
          objects.delete(Key)
        }
        res.writeHead(200, { "content-type": "application/xml" }).end(xml("DeleteResult", {}))
        return
      case "CreateMultipartUpload": {
        const id = randomUUID()
        uploads.set(id, { key, ...describe(req, aclsEnabled), parts: new Map() })
        res.writeHead(200, { "content-type": "application/xml" }).end(xml("InitiateMultipartUploadResult", { Bucket: bucket, Key: key, UploadId: id }))
        return
      }
      case "UploadPart": {
        const etag = md5(bytes).toString("hex")
        uploadOf(key, uploadId).parts.set(Number(url.searchParams.get("partNumber")), { bytes, etag, checksum })
        stored(etag)
        return
      }
      case "CompleteMultipartUpload": {
        const object = complete(key, uploadId, bytes)
        objects.set(key, object)
        res.writeHead(200, { "content-type": "application/xml" })
        res.end(xml("CompleteMultipartUploadResult", { Location: key, Bucket: bucket, Key: key, ETag: `"${object.etag}"` }))
        return
      }
      case "AbortMultipartUpload":
        uploadOf(key, uploadId)
        uploads.delete(uploadId as string)
        res.writeHead(204).end()
    }
  }

  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      if (req.destroyed && !req.complete) {
        return
      }
      const { status, code, message } = error instanceof S3Error ? error : new S3Error(500, "StandInBroken", String(error))
      res.writeHead(status, { "content-type": "application/xml" }).end(req.method === "HEAD" ? undefined : xml("Error", { Code: code, Message: message }))
    })
  })
  const listen = async (on: number) => {
    server.listen(on, "127.0.0.1")
    await once(server, "listening")
    return (server.address() as AddressInfo).port
  }
  const stop = async () => {
    server.close()
    server.closeAllConnections()
    await once(server, "close")
  }
  const chosenPort = await listen(port)

  return {
    address: `http://127.0.0.1:${chosenPort}`,
    objects,
    /** Begun and neither completed nor aborted: what is paid for and never seen. */
    uploads,
    /** What was asked for, in order. */
    requests,
    /** From now on these operations go wrong, or all. */
    fail: (kind: Fault, ...operations: Operation[]) => {
      fault = { kind, operations: operations.length ? operations : null }
    },
    heal: () => {
      fault = null
      server.closeIdleConnections()
    },
    /** As Amazon makes buckets since April 2023: an upload that brings an ACL is refused. */
    disableAcls: () => {
      aclsEnabled = false
    },
    reset: () => {
      fault = null
      aclsEnabled = true
      objects.clear()
      uploads.clear()
      requests.length = 0
    },
    /** Nobody listens any more; what is stored stays. */
    stop,
    restart: () => listen(chosenPort),
  }
}

export type S3StandIn = Awaited<ReturnType<typeof startS3>>
