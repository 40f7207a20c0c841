import { createHmac, timingSafeEqual } from "node:crypto"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/**
 * The server's leave to charge a saved payment method without its owner, once. A payment session's `data` may come from
 * any client through Medusa's own route, so the wish alone is worth nothing: the provider asks for this.
 */
export type OffSessionGrant = {
  /** What is paid for; a grant pays once, and this is what "once" is counted by. */
  id: string
  cart_id: string
  /** Stripe's customer and payment method. */
  customer: string
  payment_method: string
  /** Minor units. */
  amount: number
  currency: string
  /** Unix seconds. */
  expires_at: number
}

const schema = z.strictObject({
  id: z.string().min(1),
  cart_id: z.string().min(1),
  customer: z.string().startsWith("cus_"),
  payment_method: z.string().min(1),
  amount: z.number().int().positive(),
  currency: z.string().length(3),
  expires_at: z.number().int(),
})

/** Whoever has the API key may charge anyway; a key of its own keeps a signature from being one for anything else. */
const keyFrom = (apiKey: string) => createHmac("sha256", apiKey).update("monetization off-session grant 1").digest()

const mac = (apiKey: string, payload: string) => createHmac("sha256", keyFrom(apiKey)).update(payload).digest()

/** The grant as it is handed to the provider in `data.off_session_grant`. */
export function signGrant(apiKey: string, grant: OffSessionGrant): string {
  const payload = Buffer.from(JSON.stringify(grant)).toString("base64url")
  return `${payload}.${mac(apiKey, payload).toString("base64url")}`
}

/**
 * @param asked what the payment session is for, in minor units: a grant is for one amount
 * @throws MedusaError (not_allowed, `off_session_grant_invalid`) for one that is forged, changed, expired or for another amount
 */
export function verifyGrant(
  apiKey: string,
  token: string,
  asked: { amount: number; currency: string },
  nowMs = Date.now()
): OffSessionGrant {
  const [payload = "", signature = "", ...more] = token.split(".")
  const expected = mac(apiKey, payload)
  const given = Buffer.from(signature, "base64url")
  const signed = !more.length && given.length === expected.length && timingSafeEqual(given, expected)
  const grant = signed ? parse(payload) : null
  if (!grant || grant.expires_at * 1000 <= nowMs || grant.amount !== asked.amount || grant.currency !== asked.currency) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "Only the server may ask for a saved payment method to be charged.",
      "off_session_grant_invalid"
    )
  }
  return grant
}

function parse(payload: string): OffSessionGrant | null {
  try {
    return schema.parse(JSON.parse(Buffer.from(payload, "base64url").toString()))
  } catch {
    return null
  }
}
