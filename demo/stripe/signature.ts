import { createHmac } from "node:crypto"

/** A `Stripe-Signature` header for a body: HMAC-SHA256 over `time.body` with the endpoint's secret. */
export function signatureHeader(body: string, secret: string, unixSeconds = Math.floor(Date.now() / 1000)): string {
  const digest = createHmac("sha256", secret).update(`${unixSeconds}.${body}`, "utf8").digest("hex")
  return `t=${unixSeconds},v1=${digest}`
}
