import { MedusaError } from "@medusajs/framework/utils"
import type { ReadPayment } from "./payments"

type Call = { data?: Record<string, unknown>; context?: { idempotency_key?: string } }

/** Medusa's key of a capture, a refund or a cancellation is an id of another kind. */
const SESSION_ID = /^payses_/

/**
 * The Medusa payment session that a call is about, by Medusa's own word where it gives one. `data` are the client's words
 * until the provider has answered for the first time: Medusa saves them before it calls the provider, and another request
 * may authorize or delete the session meanwhile.
 */
export function askedSession({ data, context }: Call): string | null {
  const key = context?.idempotency_key
  if (key && SESSION_ID.test(key)) {
    return key
  }
  return typeof data?.session_id === "string" && data.session_id ? data.session_id : null
}

/** Whether Stripe's payment was made for this payment session. What nobody can tell counts as another's. */
export const isMadeFor = ({ sessionId }: Pick<ReadPayment, "sessionId">, session: string | null): boolean =>
  session !== null && sessionId === session

/**
 * A payment made for one payment session must not pay for another, nor be captured, refunded or cancelled in its name.
 * @throws MedusaError (not_allowed, `payment_session_mismatch`)
 */
export function assertMadeFor(read: Pick<ReadPayment, "sessionId" | "state">, session: string | null): void {
  if (read.state !== "missing" && !isMadeFor(read, session)) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The payment belongs to another payment session.", "payment_session_mismatch")
  }
}
