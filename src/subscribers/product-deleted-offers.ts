import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { followOfferProducts } from "../workflows/offer/follow-offer-products"

/** The fast path; `monetization-follow-offer-products` is the guarantee. */
export default async function followDeletedProduct({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await followOfferProducts(container, { product_id: event.data.id })
}

export const config: SubscriberConfig = {
  event: "product.deleted",
  context: { subscriberId: "monetization-follow-deleted-product" },
}
