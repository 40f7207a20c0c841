import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import type { IncomingMessage } from "node:http"
import { S3Error } from "./s3-error"

/**
 * AWS Signature Version 4 as S3 checks it, in the Authorization header and in presigned addresses. Written from Amazon's
 * description and not with the SDK's own signer, so that the two check each other.
 */

export type Keys = { region: string; accessKeyId: string; secretAccessKey: string }

const ALGORITHM = "AWS4-HMAC-SHA256"
const SKEW_MS = 15 * 60_000
const WEEK_SECONDS = 7 * 24 * 3600

type Claim = { scope: string; signedHeaders: string[]; signature: string; date: string; payloadHash: string }

const denied = (message: string, code = "AccessDenied") => new S3Error(403, code, message)
const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest()
const headerOf = (req: IncomingMessage, name: string) => [req.headers[name] ?? []].flat().join(",")

function milliseconds(date: string): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? []
  const [year, month, day, hour, minute, second] = parts.map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function fromHeader(req: IncomingMessage): Claim {
  const fields = new Map([...headerOf(req, "authorization").slice(ALGORITHM.length).matchAll(/(\w+)=([^,\s]+)/g)].map(([, name, value]) => [name, value]))
  const date = headerOf(req, "x-amz-date")
  if (!(Math.abs(milliseconds(date) - Date.now()) < SKEW_MS)) {
    throw denied("The difference between the request time and the server's time is too large.", "RequestTimeTooSkewed")
  }
  const payloadHash = headerOf(req, "x-amz-content-sha256")
  if (!payloadHash) {
    throw new S3Error(400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256")
  }
  return {
    scope: fields.get("Credential") ?? "",
    signedHeaders: fields.get("SignedHeaders")?.split(";") ?? [],
    signature: fields.get("Signature") ?? "",
    date,
    payloadHash,
  }
}

function fromQuery(query: URLSearchParams): Claim {
  const date = query.get("X-Amz-Date") ?? ""
  const seconds = Number(query.get("X-Amz-Expires"))
  if (query.get("X-Amz-Algorithm") !== ALGORITHM || !(seconds >= 1 && seconds <= WEEK_SECONDS)) {
    throw new S3Error(400, "AuthorizationQueryParametersError", "X-Amz-Algorithm or X-Amz-Expires is wrong.")
  }
  const age = Date.now() - milliseconds(date)
  if (!(age > -SKEW_MS && age < seconds * 1000)) {
    throw denied("Request has expired")
  }
  return {
    scope: query.get("X-Amz-Credential") ?? "",
    signedHeaders: query.get("X-Amz-SignedHeaders")?.split(";") ?? [],
    signature: query.get("X-Amz-Signature") ?? "",
    date,
    payloadHash: query.get("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD",
  }
}

/**
 * Checks who sent a request.
 * @returns what the request says its body's SHA-256 is, or null when it isn't signed at all
 * @throws S3Error `SignatureDoesNotMatch`, `InvalidAccessKeyId`, `AccessDenied`, `RequestTimeTooSkewed` and the like
 */
export function verifySignature(req: IncomingMessage, keys: Keys): string | null {
  const [path, search = ""] = (req.url as string).split("?")
  const query = new URLSearchParams(search)
  const signedByHeader = headerOf(req, "authorization").startsWith(`${ALGORITHM} `)
  if (!signedByHeader && !query.has("X-Amz-Signature")) {
    return null
  }
  const { scope, signedHeaders, signature, date, payloadHash } = signedByHeader ? fromHeader(req) : fromQuery(query)
  const [accessKeyId, day, ...rest] = scope.split("/")
  if (accessKeyId !== keys.accessKeyId) {
    throw denied("The AWS Access Key Id you provided does not exist in our records.", "InvalidAccessKeyId")
  }
  if (day !== date.slice(0, 8) || rest.join("/") !== `${keys.region}/s3/aws4_request`) {
    throw new S3Error(400, "AuthorizationHeaderMalformed", `The scope "${scope}" is wrong; expecting region "${keys.region}".`)
  }
  const unsigned = Object.keys(req.headers).filter((name) => name.startsWith("x-amz-") && !signedHeaders.includes(name))
  if (!signedHeaders.includes("host") || unsigned.length) {
    throw denied(`There were headers present in the request which were not signed: ${unsigned.join(", ") || "host"}`)
  }
  const canonicalRequest = [
    req.method,
    path,
    [...query]
      .filter(([name]) => name !== "X-Amz-Signature")
      .map(([name, value]) => [encode(name), encode(value)])
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map((pair) => pair.join("="))
      .join("&"),
    ...signedHeaders.map((name) => `${name}:${headerOf(req, name).trim().replace(/ +/g, " ")}`),
    "",
    signedHeaders.join(";"),
    payloadHash,
  ].join("\n")
  const key = [day, ...rest].reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${keys.secretAccessKey}`)
  const hash = createHash("sha256").update(canonicalRequest).digest("hex")
  const expected = hmac(key, [ALGORITHM, date, [day, ...rest].join("/"), hash].join("\n"))
  const given = Buffer.from(signature, "hex")
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw denied("The request signature we calculated does not match the signature you provided.", "SignatureDoesNotMatch")
  }
  return payloadHash
}
