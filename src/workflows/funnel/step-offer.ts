import { MedusaContainer } from "@medusajs/framework/types"
import { DecisionRow, RunRow } from "../../modules/funnel/types"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { listStoreOffers, StoreOffer } from "../offer/list-store-offers"
import { FirstOrder } from "./first-order"
import { OfferedLine } from "./quote-item"

export type StepOffer = { offer: StoreOffer; line: OfferedLine }

type SoldOffer = { variant_id: string; variant_linked: boolean; charges_difference: boolean }

/** Whether an offer was bought in the first order or accepted after it: shown again, it would look like a mistake. */
function isTaken(order: FirstOrder, decisions: DecisionRow[], offerId: string, { variant_id }: SoldOffer): boolean {
  return (
    decisions.some(({ offer_id, outcome }) => offer_id === offerId && outcome !== null && outcome !== "payment_failed") ||
    // The order's line, not its purchase, which may not be written down yet.
    order.items.some((item) => item.variant_id === variant_id)
  )
}

/** The offer's own price is set on the line where the variant's is another: see `prepareCartOfferStep`. */
const lineOf = ({ variant_id, variant_linked, charges_difference }: SoldOffer, { price }: StoreOffer): OfferedLine => ({
  variant_id,
  unit_price: variant_linked || charges_difference ? price : null,
})

/**
 * A step's offer in the first order's currency, and the cart line it becomes, if it can be had and was not taken already.
 * The listing asks the rules that accepting asks again under the offer's lock.
 */
export async function findStepOffer(
  container: MedusaContainer,
  run: RunRow,
  order: FirstOrder,
  decisions: DecisionRow[],
  offerId: string
): Promise<StepOffer | null> {
  const { offers } = await listStoreOffers(container, { id: offerId, cartId: run.cart_id, limit: 1, offset: 0 })
  const [sold] = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listOffers({ id: offerId }, { select: ["id", "variant_id", "variant_linked", "charges_difference"] })
  return sold && offers[0]?.purchasable && !isTaken(order, decisions, offerId, sold) ? { offer: offers[0], line: lineOf(sold, offers[0]) } : null
}
