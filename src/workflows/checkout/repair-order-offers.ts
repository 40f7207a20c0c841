import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import type { ChangedOrder } from "../program/ticket-orders"
import { returnedUnits } from "./returned-units"
import { recordOrderOffersWorkflow } from "./workflows/record-order-offers"

type Purchase = { order_line_item_id: string; refunded_quantity: number; restocked_quantity: number }
type OfferVariant = { variant_id: string; variant_linked: boolean }

/**
 * Orders that say something else than the purchases made from them: a sale nobody wrote down (of a variant made for an
 * offer: a linked one may have been bought outside of it), or units given back since.
 */
export function ordersToRepair(orders: ChangedOrder[], offers: OfferVariant[], purchases: Purchase[]): string[] {
  const made = new Set(offers.filter((offer) => !offer.variant_linked).map((offer) => offer.variant_id))
  const purchaseOf = new Map(purchases.map((purchase) => [purchase.order_line_item_id, purchase]))
  return orders
    .filter((order) => !order.is_draft_order && order.status !== "draft")
    .filter((order) =>
      order.items.some((item) => {
        const purchase = purchaseOf.get(item.id)
        if (!purchase) {
          return item.variant_id !== null && made.has(item.variant_id)
        }
        const { refunded, restocked } = returnedUnits(order, item)
        return refunded > purchase.refunded_quantity || restocked > purchase.restocked_quantity
      })
    )
    .map((order) => order.id)
}

/** The guarantee behind the order events, for purchases. Two reads a page, and a write only where something is missing. */
export async function repairOrderOffers(container: MedusaContainer, orders: ChangedOrder[]): Promise<boolean> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const variantIds = [...new Set(orders.flatMap((order) => order.items.flatMap((item) => item.variant_id ?? [])))]
  const [offers, purchases] = await Promise.all([
    service.listOffers({ variant_id: variantIds }, { select: ["id", "variant_id", "variant_linked"] }),
    service.listOfferPurchases(
      { order_id: orders.map((order) => order.id) },
      { select: ["id", "order_line_item_id", "refunded_quantity", "restocked_quantity"] }
    ),
  ])
  let worked = true
  for (const id of ordersToRepair(orders, offers, purchases)) {
    try {
      await recordOrderOffersWorkflow(container).run({ input: { order_id: id } })
    } catch (error) {
      worked = false
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(`The offers of order ${id} could not be repaired: ${error instanceof Error ? error.message : error}`)
    }
  }
  return worked
}
