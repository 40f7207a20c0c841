import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { givenBack } from "../../modules/offer/given-back"
import { isPricedAnew } from "../../modules/offer/line-total"
import type OfferModuleService from "../../modules/offer/service"
import { DeliveryMethod } from "../../modules/offer/types"
import { errorMessage } from "../../utils/error-message"
import type { ChangedOrder } from "../program/ticket-orders"
import { LINE_FIELDS, lineState, OrderPayments, PAYMENT_FIELDS, totalOfLine } from "./returned-units"
import { recordOrderOffersWorkflow } from "./workflows/record-order-offers"

type Purchase = {
  id: string
  order_id: string
  order_line_item_id: string
  customer_id: string | null
  email: string | null
  quantity: number
  total: number
  refunded_quantity: number
  restocked_quantity: number
  removed_quantity: number
  net_removed_quantity: number
  delivery_method: DeliveryMethod
  status: string
}
type Refund = { purchase_id: string; quantity: number; restock: boolean }
/** Lines' totals are read where purchases are open. */
type PaidOrder = Omit<ChangedOrder, "items"> & OrderPayments & { items: (ChangedOrder["items"][number] & { total?: unknown })[] }
type OfferVariant = { variant_id: string; variant_linked: boolean }

/**
 * Orders that say something else than the purchases made from them: a sale nobody wrote down (of a variant made for an
 * offer: a linked one may have been bought outside of it), units added, taken off, given back or priced anew since, or units
 * shipped or called back.
 * @param refunds made here, oldest first
 * @param delivered units of each purchase
 */
export function ordersToRepair(
  orders: PaidOrder[],
  offers: OfferVariant[],
  purchases: Purchase[],
  refunds: Refund[],
  delivered: Map<string, number>
): string[] {
  const made = new Set(offers.filter((offer) => !offer.variant_linked).map((offer) => offer.variant_id))
  const purchaseOf = new Map(purchases.map((purchase) => [purchase.order_line_item_id, purchase]))
  const takenOff = ({ id, items }: PaidOrder) =>
    purchases.some(
      (one) =>
        one.order_id === id &&
        (one.quantity > one.removed_quantity || one.quantity > one.refunded_quantity) &&
        !items.some((item) => item.id === one.order_line_item_id)
    )
  return orders
    .filter((order) => !order.is_draft_order && order.status !== "draft")
    .filter((order) =>
      takenOff(order) || order.items.some((item) => {
        const purchase = purchaseOf.get(item.id)
        if (!purchase) {
          return item.variant_id !== null && made.has(item.variant_id)
        }
        // An order can be transferred.
        if (purchase.customer_id !== order.customer_id || purchase.email !== order.email) {
          return true
        }
        const line = lineState(order, item)
        const { refunded, restocked } = givenBack(purchase, refunds.filter((refund) => refund.purchase_id === purchase.id), line)
        const shipped =
          purchase.delivery_method === "SHIPMENT" &&
          ((purchase.status === "PENDING" && line.fulfilled > 0) || line.fulfilled < (delivered.get(purchase.id) ?? 0))
        const edited = item.quantity !== purchase.quantity - purchase.removed_quantity
        const pricedAnew = isPricedAnew(purchase, { quantity: item.quantity, total: totalOfLine(item) })
        return edited || pricedAnew || refunded > purchase.refunded_quantity || restocked > purchase.restocked_quantity || shipped
      })
    )
    .map((order) => order.id)
}

type PaidRow = OrderPayments & { id: string; items?: ({ id: string; total?: unknown } | null)[] }

/** Orders with purchases that are not refunded yet, together with their payments and prices: money may have gone back alone. */
async function withPayments(container: MedusaContainer, orders: ChangedOrder[], purchases: Purchase[]): Promise<PaidOrder[]> {
  const open = [...new Set(purchases.filter((purchase) => purchase.status !== "REFUNDED").map((purchase) => purchase.order_id))]
  if (!open.length) {
    return orders
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", ...LINE_FIELDS, ...PAYMENT_FIELDS],
    filters: { id: open },
  })
  const paid = new Map((data as unknown as PaidRow[]).map((order) => [order.id, order]))
  return orders.map((order) => {
    const { currency_code, payment_collections, items } = paid.get(order.id) ?? {}
    const totalOf = new Map((items ?? []).map((item) => [item?.id, item?.total]))
    return { ...order, currency_code, payment_collections, items: order.items.map((item) => ({ ...item, total: totalOf.get(item.id) })) }
  })
}

/**
 * The guarantee behind the order events, for purchases. Five reads a page, and a write only where something is missing.
 * @returns the orders that could not be repaired
 */
export async function repairOrderOffers(container: MedusaContainer, orders: ChangedOrder[]): Promise<string[]> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const variantIds = [...new Set(orders.flatMap((order) => order.items.flatMap((item) => item.variant_id ?? [])))]
  const [offers, purchases] = await Promise.all([
    service.listOffers({ variant_id: variantIds }, { select: ["id", "variant_id", "variant_linked"] }),
    service.listOfferPurchases(
      { order_id: orders.map((order) => order.id) },
      { select: ["id", "order_id", "order_line_item_id", "customer_id", "email", "quantity", "total", "refunded_quantity", "restocked_quantity", "removed_quantity", "net_removed_quantity", "delivery_method", "status"] }
    ),
  ])
  const ids = purchases.map((purchase) => purchase.id)
  const [paidOrders, refunds, delivered] = await Promise.all([
    withPayments(container, orders, purchases),
    service.listOfferRefunds({ purchase_id: ids }, { select: ["id", "purchase_id", "quantity", "restock"], order: { created_at: "ASC", id: "ASC" } }),
    service.countFulfilledUnits(ids),
  ])
  const failed: string[] = []
  for (const id of ordersToRepair(paidOrders, offers, purchases, refunds, delivered)) {
    try {
      await recordOrderOffersWorkflow(container).run({ input: { order_id: id } })
    } catch (error) {
      failed.push(id)
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(`The offers of order ${id} could not be repaired: ${errorMessage(error)}`)
    }
  }
  return failed
}
