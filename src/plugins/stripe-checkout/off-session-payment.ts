import Stripe from "stripe"
import { idOf, isRefusedByStripe } from "../stripe"
import { OffSessionGrant } from "./off-session-grant"
import { ResolvedOptions } from "./options"
import { intentState, latestCharge, PaymentState } from "./payment-state"

/** Why a saved method was not charged, as data of the payment session: the checkout decides by it how to go on. */
export type OffSessionError = {
  /** Stripe's (`card_declined`, `authentication_required`, ...), or `payment_method_unusable`. */
  code: string
  /** For the buyer. */
  message: string
}

/** What Medusa keeps of a payment intent that charges a saved method; buyers can read it. */
export type IntentSnapshot = {
  /** Payment intent. */
  id: string
  url: null
  status: string
  /** Minor units. */
  amount_total: number
  currency: string
  payment_intent: string
  charge: string | null
  customer: string | null
  payment_method: string | null
  off_session_error: OffSessionError | null
}

export function intentSnapshot(intent: Stripe.PaymentIntent, error: OffSessionError | null = null): IntentSnapshot {
  return {
    id: intent.id,
    url: null,
    status: intent.status,
    amount_total: intent.amount,
    currency: intent.currency,
    payment_intent: intent.id,
    charge: latestCharge(intent)?.id ?? idOf(intent.latest_charge),
    customer: idOf(intent.customer),
    payment_method: idOf(intent.payment_method),
    off_session_error: error,
  }
}

/**
 * Prepares the charge without making it. That the intent exists before the order does is what a sweep finds after a
 * crash: its id is in the payment session, so whether the card was charged can be asked.
 *
 * A grant pays once: asked again for another payment session, Stripe refuses the same key with other parameters.
 */
export async function prepareOffSession(
  stripe: Stripe,
  grant: OffSessionGrant,
  sessionId: string,
  options: ResolvedOptions
): Promise<Stripe.PaymentIntent> {
  return await stripe.paymentIntents.create(
    {
      amount: grant.amount,
      currency: grant.currency,
      customer: grant.customer,
      payment_method: grant.payment_method,
      capture_method: options.captureMethod,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      metadata: {
        session_id: sessionId,
        cart_id: grant.cart_id,
        off_session_grant: grant.id,
        off_session_until: String(grant.expires_at),
      },
    },
    { idempotencyKey: `off-session:${grant.id}` }
  )
}

/**
 * Charges the saved method, unless that has happened, has failed, or the grant's time is up.
 * @returns how the payment stands now
 */
export async function chargeOffSession(
  stripe: Stripe,
  intent: Stripe.PaymentIntent,
  nowMs = Date.now()
): Promise<{ intent: Stripe.PaymentIntent; state: PaymentState; error: OffSessionError | null }> {
  if (intentState(intent) !== "open") {
    return { intent, state: intentState(intent), error: declineOf(intent) }
  }
  if (!(Number(intent.metadata.off_session_until) * 1000 > nowMs)) {
    return { intent, state: "expired", error: null }
  }
  let refused = false
  try {
    await stripe.paymentIntents.confirm(intent.id, { off_session: true }, { idempotencyKey: `off-session-charge:${intent.id}` })
  } catch (error) {
    refused = isRefusedByStripe(error)
    // A declined card is in the intent; anything but these two leaves open what happened.
    if (!refused && !(error instanceof Stripe.errors.StripeCardError)) {
      throw error
    }
  }
  const charged = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] })
  const state = intentState(charged)
  return state === "open"
    ? { intent: charged, state: "failed", error: refused ? UNUSABLE : AUTHENTICATION }
    : { intent: charged, state, error: declineOf(charged) }
}

const UNUSABLE: OffSessionError = {
  code: "payment_method_unusable",
  message: "The payment method of your order can't be charged again.",
}
const AUTHENTICATION: OffSessionError = { code: "authentication_required", message: "Your bank wants you to confirm this payment." }

/** Stripe writes a card error's message for the cardholder; no other message of its is passed on. */
function declineOf(intent: Stripe.PaymentIntent): OffSessionError | null {
  const error = intent.last_payment_error
  if (!error) {
    return null
  }
  return {
    code: error.code ?? "card_declined",
    message: (error.type === "card_error" && error.message) || "Your card was declined.",
  }
}
