import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { followOfferProducts } from "../workflows/offer/follow-offer-products"

/** The fast path; `monetization-follow-offer-products` is the guarantee. */
export default async function followChangedVariant({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await followOfferProducts(container, { variant_id: event.data.id })
}

export const config: SubscriberConfig = {
  event: ["product-variant.updated", "product-variant.deleted"],
  context: { subscriberId: "monetization-follow-offer-variant" },
}
