import { hkdfSync } from "node:crypto"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { jwtVerify, SignJWT } from "jose"

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
  exp: z.number().int(),
})

const ALGORITHM = "HS256"

/** Whoever has the API key may charge anyway; a key of its own keeps a signature from being one for anything else. */
const keyFrom = (apiKey: string) => new Uint8Array(hkdfSync("sha256", apiKey, "", "medusa-plugin-event-monetization:off-session-grant", 32))

/** The grant as it is handed to the provider in `data.off_session_grant`: a JWT. */
export async function signGrant(apiKey: string, { expires_at, ...grant }: OffSessionGrant): Promise<string> {
  return await new SignJWT(grant).setProtectedHeader({ alg: ALGORITHM }).setExpirationTime(expires_at).sign(keyFrom(apiKey))
}

/**
 * @param asked what the payment session is for, in minor units: a grant is for one amount
 * @throws MedusaError (not_allowed, `off_session_grant_invalid`) for one that is forged, changed, expired or for another amount
 */
export async function verifyGrant(
  apiKey: string,
  token: string,
  asked: { amount: number; currency: string },
  nowMs = Date.now()
): Promise<OffSessionGrant> {
  const grant = await read(apiKey, token, nowMs)
  if (!grant || grant.amount !== asked.amount || grant.currency !== asked.currency) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "Only the server may ask for a saved payment method to be charged.",
      "off_session_grant_invalid"
    )
  }
  return grant
}

async function read(apiKey: string, token: string, nowMs: number): Promise<OffSessionGrant | null> {
  try {
    const { payload } = await jwtVerify(token, keyFrom(apiKey), { algorithms: [ALGORITHM], currentDate: new Date(nowMs) })
    const { exp, ...grant } = schema.parse(payload)
    return { ...grant, expires_at: exp }
  } catch {
    return null
  }
}
