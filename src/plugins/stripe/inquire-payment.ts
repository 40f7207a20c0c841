import type Stripe from "stripe"

export type PaymentInquiry = {
  /** `open` can still be paid, `paid` has the money, `authorized` waits for a capture, `closed` can't be paid any more. */
  state: "open" | "paid" | "authorized" | "closed"
  /** Money given back since, in minor units. */
  refunded: number
  /** The PaymentIntent the money came with, once there is one. */
  intent: { id: string; amount: number } | null
}

const intentState = (status: Stripe.PaymentIntent.Status): PaymentInquiry["state"] =>
  status === "succeeded" ? "paid" : status === "requires_capture" ? "authorized" : status === "canceled" ? "closed" : "open"

async function inquireIntent(stripe: Stripe, id: string): Promise<PaymentInquiry> {
  const intent = await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] })
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null
  return {
    state: intentState(intent.status),
    refunded: charge?.amount_refunded ?? 0,
    intent: { id: intent.id, amount: intent.amount_received },
  }
}

/**
 * What Stripe says of a Medusa payment session, by the id in the session's data: a Checkout Session (`cs_`) or a
 * PaymentIntent (`pi_`). It changes nothing, unlike authorizing the session.
 * @returns null when the session's data name no Stripe payment
 */
export async function inquirePayment(stripe: Stripe, data: Record<string, unknown>): Promise<PaymentInquiry | null> {
  const id = typeof data.id === "string" ? data.id : ""
  if (id.startsWith("pi_")) {
    return await inquireIntent(stripe, id)
  }
  if (!id.startsWith("cs_")) {
    return null
  }
  const session = await stripe.checkout.sessions.retrieve(id)
  const intentId = typeof session.payment_intent === "string" ? session.payment_intent : session.payment_intent?.id
  if (session.status === "complete" && intentId) {
    return await inquireIntent(stripe, intentId)
  }
  return { state: session.status === "open" ? "open" : session.status === "complete" ? "paid" : "closed", refunded: 0, intent: null }
}
