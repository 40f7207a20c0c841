import type Stripe from "stripe"
import type { SavedMethod } from "../../modules/funnel/types"
import { idOf } from "./id-of"
import { isMissingAtStripe } from "./stripe-error"

/** A Medusa payment, as far as it says how it was made. */
export type MadePayment = { provider_id: string; payment_session_id: string; data: Record<string, unknown> | null }

/** This plugin's provider, and Medusa's own for Stripe: of any other a `pi_…` in its data means nothing. */
const IS_STRIPE = /^pp_stripe(-checkout)?_/

async function intentOf(stripe: Stripe, data: Record<string, unknown>): Promise<string | null> {
  const [id, intent] = [data.id, data.payment_intent].map((value) => (typeof value === "string" ? value : ""))
  if (intent.startsWith("pi_") || id.startsWith("pi_")) {
    return intent || id
  }
  return id.startsWith("cs_") ? idOf((await stripe.checkout.sessions.retrieve(id)).payment_intent) : null
}

/**
 * The card a Medusa payment was made with, if its owner let it be charged again without them: kept for a customer, for
 * off-session use. Bank debits are left out, because nobody knows for days whether they were paid; so is everything that
 * was used up by the payment (pay-later, most wallets). A payment's data may have begun as a client's: the card is that of
 * the intent that Stripe knows to be made for the payment's own session, which both Stripe providers tell it, or none.
 */
export async function findReusableMethod(stripe: Stripe, payment: MadePayment): Promise<SavedMethod | null> {
  if (!IS_STRIPE.test(payment.provider_id)) {
    return null
  }
  try {
    const intentId = await intentOf(stripe, payment.data ?? {})
    const intent = intentId && (await stripe.paymentIntents.retrieve(intentId, { expand: ["payment_method"] }))
    if (!intent || intent.metadata.session_id !== payment.payment_session_id) {
      return null
    }
    const method = typeof intent.payment_method === "object" ? intent.payment_method : null
    const customer = idOf(intent.customer)
    if (!method?.card || !customer || idOf(method.customer) !== customer) {
      return null
    }
    const usage = intent.setup_future_usage ?? intent.payment_method_options?.card?.setup_future_usage
    const paid = intent.status === "succeeded" || intent.status === "requires_capture"
    return paid && usage === "off_session"
      ? { customer, payment_method: method.id, brand: method.card.brand, last4: method.card.last4 }
      : null
  } catch (error) {
    if (isMissingAtStripe(error)) {
      return null
    }
    throw error
  }
}
