import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { LineItem, matchOfferLines, OfferLine } from "../../cart/offer-lines"
import { OrderPayments, ReturnableItem, returnedUnits } from "../returned-units"

type OrderItem = LineItem & ReturnableItem & { unit_price: unknown; total: unknown }
type Order = OrderPayments & {
  id: string
  status: string
  currency_code: string
  customer_id: string | null
  email: string | null
  items: OrderItem[]
}

type Recorded = { created: string[]; refunded: string[] }

const decimal = (value: unknown) => MathBN.convert(value as never).toString()

async function loadOrder(container: MedusaContainer, id: string): Promise<Order | undefined> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    // Medusa sums a line up only together with its taxes and discounts.
    fields: [
      "id",
      "status",
      "currency_code",
      "customer_id",
      "email",
      "total",
      "items.*",
      "items.detail.*",
      "items.total",
      "items.tax_lines.*",
      "items.adjustments.*",
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.amount",
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
  const holds = cart_id ? await service.listOfferHolds({ cart_id, status: ["active", "ordering", "sold"] }) : []
  const variantIds = order.items.map((item) => item.variant_id).filter((id): id is string => Boolean(id))
  const offers = await service.listOffers(
    { $or: [{ id: holds.map((hold) => hold.offer_id) }, { variant_id: variantIds }] },
    { select: ["id", "variant_id", "variant_linked"] }
  )
  return { cart_id, lines: matchOfferLines(order.items, holds, offers) }
}

/** Compares nothing and decides nothing: both ledger calls end in the same state however often they are made. */
const recordOrderOffersStep = createStep("record-order-offers", async (input: { order_id: string }, { container }) => {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const order = await loadOrder(container, input.order_id)
  const { cart_id, lines } = order ? await loadOrderOffers(container, order) : { cart_id: null, lines: [] }
  if (cart_id && !lines.length) {
    await service.closeAttempt(cart_id)
  }
  if (!order || !lines.length) {
    return new StepResponse<Recorded>({ created: [], refunded: [] })
  }
  const created = await service.recordSale({
    order_id: order.id,
    cart_id,
    customer_id: order.customer_id,
    email: order.email,
    currency_code: order.currency_code,
    lines: lines.map(({ offer_id, hold_id, item }) => ({
      order_line_item_id: item.id,
      offer_id,
      hold_id,
      quantity: Number(item.quantity),
      unit_price: decimal(item.unit_price),
      total: decimal(item.total),
    })),
  })
  const returns = lines
    .map(({ item }) => ({ order_line_item_id: item.id, ...returnedUnits(order, item) }))
    .filter((line) => line.refunded > 0)
  const refunded = returns.length ? await service.recordReturns(returns) : []
  for (const { item } of lines) {
    const shipped = Number(item.detail?.fulfilled_quantity ?? 0)
    if (shipped > 0) {
      await service.followShipments(item.id, shipped)
    }
  }
  if (cart_id) {
    await service.closeAttempt(cart_id)
  }
  return new StepResponse<Recorded>({ created, refunded })
})

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
