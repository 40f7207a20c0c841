import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OFFER_MODULE } from "../modules/offer"
import type OfferModuleService from "../modules/offer/service"
import { loadCartLines } from "../workflows/cart/load-cart"

/** A line removed through Medusa's own route gives its stock back at once instead of when the clock runs out. */
export default async function releaseHoldsOfRemovedLines({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const holds = (await service.listCartHolds(event.data.id)).filter((hold) => hold.status === "active" && hold.line_item_id)
  if (!holds.length) {
    return
  }
  const lines = new Set((await loadCartLines(container, event.data.id)).items.map((item) => item.id))
  const orphans = holds.filter((hold) => !lines.has(hold.line_item_id as string))
  await service.endHolds(orphans.map((hold) => hold.id), "released", "removed from the cart")
}

export const config: SubscriberConfig = {
  event: "cart.updated",
  context: { subscriberId: "monetization-release-removed-lines" },
}
