import { hkdfSync } from "node:crypto"
import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { errors, jwtVerify, SignJWT } from "jose"

const id = z.string().min(1).max(100)

/**
 * What a token may be for. Each purpose has a key of its own, so that a token made for one is nothing to another; `code`
 * begins the codes of its refusals.
 */
const PURPOSES = {
  /** Opens one file of a purchase. */
  download: { claims: z.object({ purchase_id: id, asset_id: id }), code: "download_link", noun: "link" },
  /** Opens one unit's ticket as a PDF. */
  ticket_file: { claims: z.object({ purchase_id: id, unit_id: id }), code: "download_link", noun: "link" },
  /** Shows a guest what was bought with an order. */
  purchases: { claims: z.object({ order_id: id }), code: "purchases_token", noun: "link" },
  /** Says that a guest held a cart before it was ordered. */
  checkout: { claims: z.object({ cart_id: id }), code: "checkout_token", noun: "checkout" },
  /** What a ticket's QR code says. */
  ticket: { claims: z.object({ unit_id: id }), code: "ticket", noun: "ticket" },
} as const

export type Purpose = keyof typeof PURPOSES
export type Claims<For extends Purpose> = z.infer<(typeof PURPOSES)[For]["claims"]>
export type SignedToken = { token: string; expires_at: Date | null }

const ALGORITHM = "HS256"
/** Ours have a tenth of this; nothing longer is worth a look. */
const MAX_LENGTH = 2000

/** The secret all tokens are derived from: Medusa's own, so that there is none to configure. Changing it ends them all. */
export function tokenSecret(container: MedusaContainer): string {
  const { http } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
  if (!http.jwtSecret) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "projectConfig.http.jwtSecret is not set.")
  }
  return http.jwtSecret.toString()
}

const keyOf = (secret: string, purpose: Purpose) =>
  new Uint8Array(hkdfSync("sha256", secret, "", `medusa-plugin-event-monetization:${purpose}`, 32))

/** @param seconds how long the token is good for; null is for as long as what it names */
export async function signToken<For extends Purpose>(
  secret: string,
  purpose: For,
  claims: Claims<For>,
  seconds: number | null
): Promise<SignedToken> {
  const jwt = new SignJWT({ ...claims }).setProtectedHeader({ alg: ALGORITHM })
  const expires = seconds === null ? null : Math.floor(Date.now() / 1000) + seconds
  if (expires !== null) {
    jwt.setExpirationTime(expires)
  }
  return { token: await jwt.sign(keyOf(secret, purpose)), expires_at: expires === null ? null : new Date(expires * 1000) }
}

function refusal(purpose: Purpose, end: "invalid" | "expired"): MedusaError {
  const { code, noun } = PURPOSES[purpose]
  const message = end === "expired" ? `This ${noun} has expired.` : `This ${noun} is not valid.`
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, message, `${code}_${end}`)
}

/**
 * What a token says, if it was made here, for this purpose, and its time isn't over.
 * @throws MedusaError `<code>_invalid`, `<code>_expired`, such as `purchases_token_expired`
 */
export async function verifyToken<For extends Purpose>(secret: string, purpose: For, token: string): Promise<Claims<For>> {
  if (token.length > MAX_LENGTH) {
    throw refusal(purpose, "invalid")
  }
  try {
    const { payload } = await jwtVerify(token, keyOf(secret, purpose), { algorithms: [ALGORITHM] })
    return PURPOSES[purpose].claims.parse(payload) as Claims<For>
  } catch (error) {
    throw refusal(purpose, error instanceof errors.JWTExpired ? "expired" : "invalid")
  }
}
