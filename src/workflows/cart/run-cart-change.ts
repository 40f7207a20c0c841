import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { createStripeClient } from "../../plugins/stripe/client"
import { inquirePayment } from "../../plugins/stripe/inquire-payment"
import { loadCart } from "./load-cart"

async function isPaid(container: MedusaContainer, cartId: string): Promise<boolean> {
  const { stripe } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  const session = (await loadCart(container, cartId)).payment_collection?.payment_sessions?.[0]
  const inquiry = stripe && session ? await inquirePayment(createStripeClient(stripe), session.data) : null
  return inquiry?.state === "paid" || inquiry?.state === "authorized"
}

/**
 * Runs a change of a cart. A cart that was paid a moment ago can't be changed any more; Medusa reports that as an
 * unexpected error about payment sessions, so the reason is found out and said.
 * @throws MedusaError `payment_already_made`, or what the change throws
 */
export async function runCartChange<Result>(container: MedusaContainer, cartId: string, change: () => Promise<Result>): Promise<Result> {
  try {
    return await change()
  } catch (error) {
    const coded = MedusaError.isMedusaError(error) && error.code
    if (!coded && (await isPaid(container, cartId).catch(() => false))) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "This cart has just been paid and can't be changed any more.",
        "payment_already_made"
      )
    }
    throw error
  }
}
