import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../../modules/offer"
import { OrderLineState } from "../../../modules/offer/given-back"
import { OrderedLine } from "../../../modules/offer/sale-ledger"
import type OfferModuleService from "../../../modules/offer/service"
import { errorMessage } from "../../../utils/error-message"
import { LineItem, matchOrderLines, OfferLine } from "../../cart/offer-lines"
import { endOtherPayments } from "../end-other-payments"
import { LINE_FIELDS, lineState, OrderPayments, PAYMENT_FIELDS, ReturnableItem, totalOfLine } from "../returned-units"

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
    fields: ["id", "status", "customer_id", "email", ...LINE_FIELDS, ...PAYMENT_FIELDS],
    filters: { id },
  })
  return data[0] as unknown as Order | undefined
}

/**
 * The order's lines that sell offers, by the holds of the cart it was made from; and whether any was written down before, for
 * an edit may have taken the last one off.
 */
async function loadOrderOffers(
  container: MedusaContainer,
  order: Order
): Promise<{ cart_id: string | null; lines: OfferLine<OrderItem>[]; known: boolean }> {
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
  return { cart_id, lines: matchOrderLines(order.items, holds, offers), known: purchases.length > 0 }
}

const orderedLine = (item: OrderItem): OrderedLine => ({
  order_line_item_id: item.id,
  quantity: Number(item.quantity),
  unit_price: decimal(item.unit_price),
  total: totalOfLine(item),
})

/** Of a line that came back whole before anybody wrote its sale down Medusa says no more than the price of a unit. */
function soldLine(item: OrderItem): OrderedLine & { total: string } {
  const line = orderedLine(item)
  return { ...line, total: line.total ?? MathBN.mult(line.unit_price, line.quantity).toString() }
}

/** What the order says today of purchases of which something was given back; an edit may have taken their line off. */
async function returnedLines(service: OfferModuleService, order: Order): Promise<OrderLineState[]> {
  const purchases = await service.listOfferPurchases({ order_id: order.id }, { select: ["id", "order_line_item_id", "removed_quantity"] })
  return purchases.flatMap(({ order_line_item_id: id, removed_quantity }) => {
    const line = lineState(order, order.items.find((item) => item.id === id) ?? { id })
    return line.canceled || line.paid_back || line.received + line.lost + removed_quantity > 0 ? [line] : []
  })
}

/** Compares nothing and decides nothing: the ledger calls end in the same state however often they are made. */
async function followOrder(container: MedusaContainer, orderId: string): Promise<Recorded & { cart_id: string | null }> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const order = await loadOrder(container, orderId)
  if (!order) {
    return { created: [], refunded: [], cart_id: null }
  }
  const { cart_id, lines, known } = await loadOrderOffers(container, order)
  if (!lines.length && !known) {
    return { created: [], refunded: [], cart_id }
  }
  await service.followOwner(order)
  const created = await service.recordSale({
    order_id: order.id,
    cart_id,
    customer_id: order.customer_id,
    email: order.email,
    currency_code: order.currency_code,
    lines: lines.map(({ offer_id, hold_id, item }) => ({ ...soldLine(item), offer_id, hold_id })),
  })
  const takenOff = await service.followOrderedLines(order.id, order.items.map(orderedLine))
  // Whatever changed since: what a report before this one died over is found by its totals.
  const returns = await returnedLines(service, order)
  const returned = returns.length ? await service.recordReturns(returns) : []
  for (const line of lines.map(({ item }) => lineState(order, item))) {
    await service.followShipments(line.order_line_item_id, line.fulfilled)
  }
  return { created, refunded: [...new Set([...takenOff, ...returned])], cart_id }
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
