import { MedusaContainer } from "@medusajs/framework/types"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { createStripeClient } from "../../plugins/stripe/client"
import { toMinorUnits } from "../../plugins/stripe/currency"
import { inquirePayment } from "../../plugins/stripe-checkout/inquire-payment"
import { isRefundedWith, refundIntent } from "../../plugins/stripe-checkout/refund"
import { STRIPE_CHECKOUT_PROVIDER_ID } from "../checkout/stripe-provider"

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
  payment: { provider_id: string; currency_code: string; payment_session_id: string; data: Record<string, unknown>; refunds: Money[] },
  refund: Money & { id: string }
): Promise<boolean> {
  const { stripe: access } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  const stripe = access && createStripeClient(access)
  const inquiry = stripe && (await inquirePayment(stripe, { id: payment.payment_session_id, data: payment.data }))
  const written = payment.refunds.reduce((total, { amount }) => total + toMinorUnits(amount, payment.currency_code), 0)
  if (!stripe || !inquiry?.intent) {
    return false
  }
  const key = `refund:${refund.id}`
  // Our provider names each refund. Of another one's only the sum is known, which money sent in Stripe's dashboard is part of.
  const ours = payment.provider_id === STRIPE_CHECKOUT_PROVIDER_ID
  if (ours ? await isRefundedWith(stripe, inquiry.intent.id, key) : inquiry.refunded >= written) {
    return false
  }
  await refundIntent(stripe, inquiry.intent.id, toMinorUnits(refund.amount, payment.currency_code), key)
  return true
}
