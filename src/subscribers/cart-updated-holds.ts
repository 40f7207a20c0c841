import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../modules/offer"
import type OfferModuleService from "../modules/offer/service"
import { loadCartLines, loadCartOffers } from "../workflows/cart/load-cart"

const LOCK_SECONDS = 10

/** Holds whose line has left the cart, and that no other line of the same offer is held by. */
async function findOrphans(container: MedusaContainer, cartId: string): Promise<string[]> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const holds = (await service.listCartHolds(cartId)).filter((hold) => hold.status === "active" && hold.line_item_id)
  if (!holds.length) {
    return []
  }
  const cart = await loadCartLines(container, cartId)
  const there = new Set(cart.items.map((item) => item.id))
  if (holds.every((hold) => there.has(hold.line_item_id as string))) {
    return []
  }
  const selling = new Set((await loadCartOffers(container, cart)).lines.map((line) => line.hold_id))
  return holds.filter((hold) => !selling.has(hold.id)).map((hold) => hold.id)
}

/**
 * A line removed through Medusa's own route gives its stock back at once instead of when the clock runs out. It is looked
 * for again under the cart's lock: the offer may be on its way back into the cart, held again and its line not written yet.
 */
export default async function releaseHoldsOfRemovedLines({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const cartId = event.data.id
  if (!(await findOrphans(container, cartId)).length) {
    return
  }
  await container.resolve(Modules.LOCKING).execute(
    cartId,
    async () => {
      const orphans = await findOrphans(container, cartId)
      await container.resolve<OfferModuleService>(OFFER_MODULE).endHolds(orphans, "released", "removed from the cart")
    },
    { timeout: LOCK_SECONDS }
  )
}

export const config: SubscriberConfig = {
  event: "cart.updated",
  context: { subscriberId: "monetization-release-removed-lines" },
}
