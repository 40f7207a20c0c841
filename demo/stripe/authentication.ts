import type { IncomingMessage } from "node:http"
import { invalidRequest } from "./errors"

/** The secret test key of a request (Bearer, or Basic with the key as user). Any `sk_test_...` or `rk_test_...` will do. */
export function authenticate(request: IncomingMessage): string {
  const key = keyFrom(request.headers.authorization)
  if (!key) {
    throw invalidRequest(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
      {},
      401
    )
  }
  if (!/^[sr]k_test_./.test(key)) {
    throw invalidRequest(
      `Invalid API Key provided: ${redact(key)}. The local Stripe stand-in takes any key that begins with sk_test_.`,
      {},
      401
    )
  }
  return key
}

function keyFrom(header: string | undefined): string | null {
  const [scheme, value = ""] = (header ?? "").trim().split(/\s+/, 2)
  if (/^bearer$/i.test(scheme)) {
    return value || null
  }
  if (/^basic$/i.test(scheme)) {
    return Buffer.from(value, "base64").toString("utf8").split(":")[0] || null
  }
  return null
}

function redact(key: string): string {
  return key.length <= 8 ? "*".repeat(key.length) : `${key.slice(0, 8)}${"*".repeat(Math.min(24, key.length - 8))}`
}
