import type Stripe from "stripe"
import { isMadeFor } from "./own-payment"
import { latestCharge, PaymentState } from "./payment-state"
import { isPaymentId, readPayment } from "./payments"

export type PaymentInquiry = {
  /**
   * `open`: can still be paid · `processing`: submitted, the bank has not answered yet, which may take days · `paid`: has the
   * money · `authorized`: waits for a capture · `refunded`: was paid and all of it went back · `closed`: can't be paid any more
   */
  state: "open" | "processing" | "paid" | "authorized" | "refunded" | "closed"
  /** Money given back since, in minor units. */
  refunded: number
  /** The PaymentIntent the money came with, once there is one. */
  intent: { id: string; amount: number } | null
}

const SEEN: Record<PaymentState, PaymentInquiry["state"]> = {
  open: "open",
  processing: "processing",
  authorized: "authorized",
  captured: "paid",
  refunded: "refunded",
  failed: "closed",
  expired: "closed",
  canceled: "closed",
  missing: "closed",
}

/**
 * What Stripe says of a Medusa payment session, by the id in the session's data: a Checkout Session (`cs_`) or a
 * PaymentIntent (`pi_`). It changes nothing, unlike authorizing the session. Made with this plugin's provider or with
 * Medusa's own, which both tell Stripe the payment session.
 * @param session its id in Medusa's own row, not in `data`: see `askedSession`
 * @returns null when the session's data name no Stripe payment, or one that was made for another payment session
 */
export async function inquirePayment(stripe: Stripe, session: { id: string; data: Record<string, unknown> }): Promise<PaymentInquiry | null> {
  const { id } = session.data
  if (!isPaymentId(id)) {
    return null
  }
  const read = await readPayment(stripe, id)
  const { state, intent } = read
  if (state !== "missing" && !isMadeFor(read, session.id)) {
    return null
  }
  // An intent without a page waits for the next card after one that was declined.
  const seen = state === "failed" && id.startsWith("pi_") ? "open" : SEEN[state]
  return {
    state: seen,
    refunded: latestCharge(intent)?.amount_refunded ?? 0,
    intent: intent && { id: intent.id, amount: intent.amount_received },
  }
}
