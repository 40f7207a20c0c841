import type Stripe from "stripe"
import { isMissingAtStripe } from "./stripe-error"

export type ReusableMethod = { customer: string; payment_method: string; brand: string | null; last4: string | null }

const idOf = (reference: string | { id: string } | null | undefined): string | null =>
  typeof reference === "string" ? reference : (reference?.id ?? null)

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
 * was used up by the payment (pay-later, most wallets).
 * @param data of a payment made with this plugin's provider or with Medusa's own for Stripe
 */
export async function findReusableMethod(stripe: Stripe, data: Record<string, unknown>): Promise<ReusableMethod | null> {
  try {
    const intentId = await intentOf(stripe, data)
    const intent = intentId && (await stripe.paymentIntents.retrieve(intentId, { expand: ["payment_method"] }))
    const method = intent && typeof intent.payment_method === "object" ? intent.payment_method : null
    const customer = intent ? idOf(intent.customer) : null
    if (!intent || !method?.card || !customer || idOf(method.customer) !== customer) {
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
