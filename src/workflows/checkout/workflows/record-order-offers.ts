import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../../modules/offer"
import { OrderedLine } from "../../../modules/offer/sale-ledger"
import type OfferModuleService from "../../../modules/offer/service"
import { errorMessage } from "../../../utils/error-message"
import { LineItem, matchOrderLines, OfferLine } from "../../cart/offer-lines"
import { endOtherPayments } from "../end-other-payments"
import { lineState, OrderPayments, PAYMENT_FIELDS, ReturnableItem } from "../returned-units"

type OrderItem = LineItem & ReturnableItem & { unit_price: unknown; total: unknown }
type Order = OrderPayments & {
  id: string
  status: string
  currency_code: string
  customer_id: string | null
  email: string | null
  items: OrderItem[]
}

const LOCK_SECONDS = 30

type Recorded = { created: string[]; refunded: string[] }

const decimal = (value: unknown) => MathBN.convert(value as never).toString()

async function loadOrder(container: MedusaContainer, id: string): Promise<Order | undefined> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    // Medusa sums a line up only together with its taxes and discounts.
    fields: [
      "id",
      "status",
      "customer_id",
      "email",
      "total",
      "items.*",
      "items.detail.*",
      "items.total",
      "items.tax_lines.*",
      "items.adjustments.*",
      ...PAYMENT_FIELDS,
    ],
    filters: { id },
  })
  return data[0] as unknown as Order | undefined
}

/** The order's lines that sell offers, by the holds of the cart it was made from. */
async function loadOrderOffers(
  container: MedusaContainer,
  order: Order
): Promise<{ cart_id: string | null; lines: OfferLine<OrderItem>[] }> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const { data: links } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order_cart", fields: ["cart_id"], filters: { order_id: order.id } })
  const cart_id = (links[0] as { cart_id?: string } | undefined)?.cart_id ?? null
  const [taken, purchases] = await Promise.all([
    cart_id ? service.listOfferHolds({ cart_id, status: ["active", "ordering", "sold"] }) : [],
    service.listOfferPurchases({ order_id: order.id }, { select: ["id", "hold_id", "order_line_item_id"] }),
  ])
  // What was written down once says which line it was, whatever the line says.
  const lineOf = new Map(purchases.map((purchase) => [purchase.hold_id, purchase.order_line_item_id]))
  const holds = taken.map((hold) => ({ ...hold, line_item_id: lineOf.get(hold.id) ?? hold.line_item_id }))
  const variantIds = order.items.map((item) => item.variant_id).filter((id): id is string => Boolean(id))
  const offers = await service.listOffers(
    { $or: [{ id: holds.map((hold) => hold.offer_id) }, { variant_id: variantIds }] },
    { select: ["id", "variant_id", "variant_linked"] }
  )
  return { cart_id, lines: matchOrderLines(order.items, holds, offers) }
}

const orderedLine = (item: OrderItem): OrderedLine => ({
  order_line_item_id: item.id,
  quantity: Number(item.quantity),
  unit_price: decimal(item.unit_price),
  total: decimal(item.total),
})

/** An edit may have taken the last offer off its order. */
async function hasPurchases(service: OfferModuleService, orderId: string): Promise<boolean> {
  return (await service.listOfferPurchases({ order_id: orderId }, { take: 1, select: ["id"] })).length > 0
}

/** Compares nothing and decides nothing: the ledger calls end in the same state however often they are made. */
async function followOrder(container: MedusaContainer, orderId: string): Promise<Recorded & { cart_id: string | null }> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const order = await loadOrder(container, orderId)
  const { cart_id, lines } = order ? await loadOrderOffers(container, order) : { cart_id: null, lines: [] }
  if (!order || !(lines.length || (await hasPurchases(service, order.id)))) {
    return { created: [], refunded: [], cart_id }
  }
  await service.followOwner(order)
  const created = await service.recordSale({
    order_id: order.id,
    cart_id,
    customer_id: order.customer_id,
    email: order.email,
    currency_code: order.currency_code,
    lines: lines.map(({ offer_id, hold_id, item }) => ({ ...orderedLine(item), offer_id, hold_id })),
  })
  const edited = await service.followOrderedQuantities(order.id, order.items.map(orderedLine))
  const states = lines.map(({ item }) => lineState(order, item))
  const gone = edited.filter((id) => !states.some((line) => line.order_line_item_id === id)).map((id) => lineState(order, { id }))
  const returns = [...states, ...gone].filter(
    (line) => line.canceled || line.paid_back || line.received + line.lost > 0 || edited.includes(line.order_line_item_id)
  )
  const refunded = returns.length ? await service.recordReturns(returns) : []
  for (const line of states) {
    await service.followShipments(line.order_line_item_id, line.fulfilled)
  }
  return { created, refunded, cart_id }
}

const recordOrderOffersStep = createStep("record-order-offers", async ({ order_id }: { order_id: string }, { container }) => {
  // One report of an order at a time: one that read it before an edit must not write after one that read it since.
  const { cart_id, ...recorded } = await container
    .resolve(Modules.LOCKING)
    .execute(`monetization-order:${order_id}`, () => followOrder(container, order_id), { timeout: LOCK_SECONDS })
  if (cart_id) {
    await endCheckout(container, cart_id, order_id)
  }
  return new StepResponse<Recorded>(recorded)
})

/** Ends what an ordered cart leaves: its holds and the watch over it. Unless a payment too many can't be ended yet: the sweep comes back to that. */
async function endCheckout(container: MedusaContainer, cartId: string, orderId: string): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  await service.releaseRest(cartId)
  try {
    await endOtherPayments(container, cartId, orderId)
    await service.closeAttempt(cartId)
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`Another payment of cart ${cartId}, ordered as ${orderId}, could not be ended yet: ${errorMessage(error)}`)
  }
}

export const recordOrderOffersWorkflowId = "record-order-offers"

/**
 * Brings the purchases in step with an order: holds become purchases, what was cancelled or returned is given back to
 * the stock. Announces `offer_purchase.created` and `offer_purchase.refunded`. Idempotent.
 */
export const recordOrderOffersWorkflow = createWorkflow(recordOrderOffersWorkflowId, (input: { order_id: string }) => {
  const recorded = recordOrderOffersStep(input)
  emitEventStep({
    eventName: "offer_purchase.created",
    data: transform({ recorded }, ({ recorded }) => recorded.created.map((id) => ({ id }))),
  }).config({ name: "emit-offer-purchases-created" })
  emitEventStep({
    eventName: "offer_purchase.refunded",
    data: transform({ recorded }, ({ recorded }) => recorded.refunded.map((id) => ({ id }))),
  }).config({ name: "emit-offer-purchases-refunded" })
  return new WorkflowResponse(recorded)
})
