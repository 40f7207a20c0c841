import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { errorMessage } from "../../utils/error-message"
import type { ChangedOrder } from "../program/ticket-orders"
import { OrderPayments, returnedUnits } from "./returned-units"
import { recordOrderOffersWorkflow } from "./workflows/record-order-offers"

type Purchase = {
  order_id: string
  order_line_item_id: string
  refunded_quantity: number
  restocked_quantity: number
  delivery_method: string
  status: string
}
type PaidOrder = ChangedOrder & OrderPayments
type OfferVariant = { variant_id: string; variant_linked: boolean }

/**
 * Orders that say something else than the purchases made from them: a sale nobody wrote down (of a variant made for an
 * offer: a linked one may have been bought outside of it), units given back since, or units shipped.
 */
export function ordersToRepair(orders: PaidOrder[], offers: OfferVariant[], purchases: Purchase[]): string[] {
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
        const shipped = purchase.delivery_method === "SHIPMENT" && purchase.status === "PENDING" && Number(item.detail?.fulfilled_quantity) > 0
        return refunded > purchase.refunded_quantity || restocked > purchase.restocked_quantity || shipped
      })
    )
    .map((order) => order.id)
}

/** Orders with purchases that are not refunded yet, together with their payments: money may have gone back alone. */
async function withPayments(container: MedusaContainer, orders: ChangedOrder[], purchases: Purchase[]): Promise<PaidOrder[]> {
  const open = [...new Set(purchases.filter((purchase) => purchase.status !== "REFUNDED").map((purchase) => purchase.order_id))]
  if (!open.length) {
    return orders
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "payment_collections.payments.captures.amount", "payment_collections.payments.refunds.amount"],
    filters: { id: open },
  })
  const paid = new Map((data as unknown as (OrderPayments & { id: string })[]).map((order) => [order.id, order]))
  return orders.map((order) => ({ ...order, payment_collections: paid.get(order.id)?.payment_collections }))
}

/** The guarantee behind the order events, for purchases. Three reads a page, and a write only where something is missing. */
export async function repairOrderOffers(container: MedusaContainer, orders: ChangedOrder[]): Promise<boolean> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const variantIds = [...new Set(orders.flatMap((order) => order.items.flatMap((item) => item.variant_id ?? [])))]
  const [offers, purchases] = await Promise.all([
    service.listOffers({ variant_id: variantIds }, { select: ["id", "variant_id", "variant_linked"] }),
    service.listOfferPurchases(
      { order_id: orders.map((order) => order.id) },
      { select: ["id", "order_id", "order_line_item_id", "refunded_quantity", "restocked_quantity", "delivery_method", "status"] }
    ),
  ])
  let worked = true
  for (const id of ordersToRepair(await withPayments(container, orders, purchases), offers, purchases)) {
    try {
      await recordOrderOffersWorkflow(container).run({ input: { order_id: id } })
    } catch (error) {
      worked = false
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(`The offers of order ${id} could not be repaired: ${errorMessage(error)}`)
    }
  }
  return worked
}
