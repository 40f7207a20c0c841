import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { syncOfferCatalog } from "../workflows/offer/sync-offer-catalog"

/** The fast path from a changed offer to the Stripe catalogue; the sweep retries what fails. */
export default async function syncChangedOffer({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await syncOfferCatalog(container, event.data.id)
}

export const config: SubscriberConfig = {
  event: ["offer.created", "offer.updated"],
  context: { subscriberId: "monetization-sync-offer-catalog" },
}
