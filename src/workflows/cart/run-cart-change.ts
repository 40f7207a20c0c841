import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { createStripeClient } from "../../plugins/stripe/client"
import { inquirePayment, PaymentInquiry } from "../../plugins/stripe-checkout/inquire-payment"
import { loadCart } from "./load-cart"

const IN_THE_WAY: Partial<Record<PaymentInquiry["state"], { code: string; message: string }>> = {
  paid: { code: "payment_already_made", message: "This cart has just been paid and can't be changed any more." },
  authorized: { code: "payment_already_made", message: "This cart has just been paid and can't be changed any more." },
  processing: { code: "payment_in_progress", message: "The bank is at work on the payment of this cart, so it can't be changed." },
}

/** What a payment of the cart says against changing it. */
async function objection(container: MedusaContainer, cartId: string): Promise<{ code: string; message: string } | null> {
  const { stripe } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  const sessions = stripe ? ((await loadCart(container, cartId)).payment_collection?.payment_sessions ?? []) : []
  for (const session of sessions) {
    const inquiry = stripe && (await inquirePayment(createStripeClient(stripe), session))
    const found = inquiry && IN_THE_WAY[inquiry.state]
    if (found) {
      return found
    }
  }
  return null
}

/**
 * Runs a change of a cart. A cart that was paid a moment ago, or whose payment the bank is at work on, can't be changed any
 * more; Medusa reports that as an unexpected error about payment sessions, so the reason is found out and said.
 * @throws MedusaError `payment_already_made`, `payment_in_progress`, or what the change throws
 */
export async function runCartChange<Result>(container: MedusaContainer, cartId: string, change: () => Promise<Result>): Promise<Result> {
  try {
    return await change()
  } catch (error) {
    const coded = MedusaError.isMedusaError(error) && error.code
    const found = coded ? null : await objection(container, cartId).catch(() => null)
    throw found ? new MedusaError(MedusaError.Types.NOT_ALLOWED, found.message, found.code) : error
  }
}
