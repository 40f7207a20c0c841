import { MedusaContainer } from "@medusajs/framework/types"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { createStripeClient } from "../../plugins/stripe/client"
import { toMinorUnits } from "../../plugins/stripe/currency"
import { inquirePayment } from "../../plugins/stripe-checkout/inquire-payment"
import { refundIntent } from "../../plugins/stripe-checkout/refund"

type Money = { amount: number }

/**
 * Medusa writes a refund down before it tells the provider, and takes it back when the provider says no. If it died in
 * between, or Stripe didn't answer, its books say "given back" and Stripe may have heard nothing: it is asked, and told
 * with the key Medusa used.
 * @param payment with all refunds Medusa has written down for it, major units
 * @returns whether Stripe had to be told
 * @throws Stripe errors
 */
export async function finishMedusaRefund(
  container: MedusaContainer,
  payment: { currency_code: string; data: Record<string, unknown>; refunds: Money[] },
  refund: Money & { id: string }
): Promise<boolean> {
  const { stripe: access } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  const stripe = access && createStripeClient(access)
  const inquiry = stripe && (await inquirePayment(stripe, payment.data))
  const written = payment.refunds.reduce((total, { amount }) => total + toMinorUnits(amount, payment.currency_code), 0)
  if (!stripe || !inquiry?.intent || inquiry.refunded >= written) {
    return false
  }
  await refundIntent(stripe, inquiry.intent.id, toMinorUnits(refund.amount, payment.currency_code), `refund:${refund.id}`)
  return true
}
