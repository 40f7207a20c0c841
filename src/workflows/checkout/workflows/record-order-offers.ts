import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../../modules/offer"
import { Sale } from "../../../modules/offer/sale-ledger"
import type OfferModuleService from "../../../modules/offer/service"
import { LineItem, matchOfferLines } from "../../cart/offer-lines"

type OrderItem = LineItem & { unit_price: unknown; raw_unit_price?: unknown; total: unknown }
type Order = {
  id: string
  currency_code: string
  customer_id: string | null
  email: string | null
  items: OrderItem[]
}

const decimal = (value: unknown) => MathBN.convert(value as never).toString()

/** Writes the order's offers down as purchases; an order that was written down already is left as it is. */
const recordOrderOffersStep = createStep("record-order-offers", async (input: { order_id: string }, { container }) => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "currency_code", "customer_id", "email", "items.*", "items.total"],
    filters: { id: input.order_id },
  })
  const order = data[0] as unknown as Order | undefined
  if (!order) {
    return new StepResponse<string[]>([])
  }
  const { data: links } = await query.graph({ entity: "order_cart", fields: ["cart_id"], filters: { order_id: order.id } })
  const cartId = (links[0] as { cart_id?: string } | undefined)?.cart_id ?? null
  const holds = cartId ? await service.listOfferHolds({ cart_id: cartId, status: ["active", "ordering", "sold"] }) : []
  const variantIds = order.items.map((item) => item.variant_id).filter((id): id is string => Boolean(id))
  const offers = await service.listOffers(
    { $or: [{ id: holds.map((hold) => hold.offer_id) }, { variant_id: variantIds }] },
    { select: ["id", "variant_id", "variant_linked"] }
  )
  const lines = matchOfferLines(order.items, holds, offers)
  if (!lines.length) {
    return new StepResponse<string[]>([])
  }
  const sale: Sale = {
    order_id: order.id,
    cart_id: cartId,
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
  }
  return new StepResponse(await service.recordSale(sale))
})

export const recordOrderOffersWorkflowId = "record-order-offers"

/** Turns a placed order's holds into purchases and announces each as `offer_purchase.created`. Idempotent. */
export const recordOrderOffersWorkflow = createWorkflow(recordOrderOffersWorkflowId, (input: { order_id: string }) => {
  const purchaseIds = recordOrderOffersStep(input)
  emitEventStep({
    eventName: "offer_purchase.created",
    data: transform({ purchaseIds }, ({ purchaseIds }) => purchaseIds.map((id) => ({ id }))),
  })
  return new WorkflowResponse(purchaseIds)
})
