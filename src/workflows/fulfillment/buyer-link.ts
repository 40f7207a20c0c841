import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { retrieveGuestOrder, signPurchasesToken } from "./buyer"

/** `url` without its beginning where no storefront is configured. */
export type BuyerLink = { url: string; expires_at: Date | null }

/**
 * A fresh link to what a guest bought with an order. Links made before stay good for as long as they were.
 * @throws MedusaError `order_not_found`, `buyer_has_account`
 */
export async function createBuyerLink(container: MedusaContainer, orderId: string): Promise<BuyerLink> {
  const order = await retrieveGuestOrder(container, orderId)
  if (!order) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such order.", "order_not_found")
  }
  if (!order.guest) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The buyer has an account, which shows what they bought.", "buyer_has_account")
  }
  const { token, expires_at } = await signPurchasesToken(container, orderId)
  const path = `/purchases?${new URLSearchParams({ token }).toString()}`
  const [storefront] = container.resolve<OfferModuleService>(OFFER_MODULE).options.storefrontUrls
  return { url: storefront ? new URL(path, storefront).toString() : path, expires_at }
}
