import { MedusaContainer } from "@medusajs/framework/types"
import { DecisionRow, RunRow } from "../../modules/funnel/types"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { listStoreOffers, StoreOffer } from "../offer/list-store-offers"
import { FirstOrder } from "./first-order"

/** Whether an offer was bought in the first order or accepted after it: shown again, it would look like a mistake. */
async function isTaken(container: MedusaContainer, order: FirstOrder, decisions: DecisionRow[], offerId: string): Promise<boolean> {
  if (decisions.some(({ offer_id, outcome }) => offer_id === offerId && outcome !== null && outcome !== "payment_failed")) {
    return true
  }
  const [offer] = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listOffers({ id: offerId }, { select: ["id", "variant_id"] })
  // The order's line, not its purchase, which may not be written down yet.
  return order.items.some((item) => item.variant_id === offer?.variant_id)
}

/**
 * A step's offer in the first order's currency, if it can be had and was not taken already. The listing asks the rules that
 * accepting asks again under the offer's lock.
 */
export async function findStepOffer(
  container: MedusaContainer,
  run: RunRow,
  order: FirstOrder,
  decisions: DecisionRow[],
  offerId: string
): Promise<StoreOffer | null> {
  const { offers } = await listStoreOffers(container, { id: offerId, cartId: run.cart_id, limit: 1, offset: 0 })
  return offers[0]?.purchasable && !(await isTaken(container, order, decisions, offerId)) ? offers[0] : null
}
