import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { RunRow } from "../../modules/funnel/types"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { createStripeClient } from "../../plugins/stripe/client"
import { findReusableMethod } from "../../plugins/stripe/saved-method"
import { programOf } from "../program/container"
import { recordOrderAttendeesWorkflow } from "../program/workflows/record-order-attendees"
import { FirstOrder, loadFirstOrder, placedOrderOf } from "./first-order"

/**
 * Events an order is about: those of its tickets first, then those of its offers. An offer on a variant that is sold without
 * it as well is told by what its cart held: its purchase may not be written down yet.
 */
async function eventsOf(container: MedusaContainer, order: FirstOrder, cartId: string): Promise<string[]> {
  const variantIds = order.items.map((item) => item.variant_id).filter((id): id is string => Boolean(id))
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const [tickets, holds] = await Promise.all([
    programOf(container).listTicketTypesByVariant(variantIds),
    service.listOfferHolds({ cart_id: cartId, status: ["ordering", "sold"] }, { select: ["id", "offer_id"] }),
  ])
  const offers = await service.listOffers(
    { $or: [{ variant_id: variantIds, variant_linked: false }, { id: holds.map(({ offer_id }) => offer_id) }] },
    { select: ["id", "event_id"] }
  )
  return [...new Set([...tickets, ...offers].map(({ event_id }) => event_id))]
}

/**
 * Begins the funnel of a placed order, or answers the run that has begun: asked by the subscriber and by the first look
 * at the order, at once or again and again, it begins once. Null when the order has none: no active funnel of its event,
 * or itself bought in one.
 */
export async function beginRun(container: MedusaContainer, cartId: string): Promise<RunRow | null> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const existing = await funnel.findRun("cart_id", cartId)
  if (existing) {
    return existing
  }
  const orderId = await placedOrderOf(container, cartId)
  const order = orderId && (await loadFirstOrder(container, orderId))
  if (!order || order.is_draft_order || order.status === "canceled" || (await funnel.findDecisionOfCart(cartId))) {
    return null
  }
  const events = await eventsOf(container, order, cartId)
  const funnels = await funnel.listOfferFunnels({ event_id: events, status: "active" }, { relations: ["steps"] })
  const [chosen] = funnels.sort((a, b) => events.indexOf(a.event_id) - events.indexOf(b.event_id))
  if (!chosen?.steps.length) {
    return null
  }
  // The order's own event may not have been handled yet, and its tickets open the offers that need one.
  await recordOrderAttendeesWorkflow(container).run({ input: { order_ids: [order.id] } })
  await funnel.beginRun({
    funnel_id: chosen.id,
    event_id: chosen.event_id,
    cart_id: cartId,
    order_id: order.id,
    order_placed_at: order.created_at,
    plan: [...chosen.steps]
      .sort((a, b) => a.position - b.position)
      .map(({ id, key, offer_id, headline, message, on_accept, on_decline }) => ({ id, key, offer_id, headline, message, on_accept, on_decline })),
    accept_limit: chosen.accept_limit,
    hold_fulfillment: chosen.hold_fulfillment,
    window_minutes: chosen.window_minutes,
  })
  return await funnel.findRun("cart_id", cartId)
}

/**
 * The run with the first order's payment method looked up, which is done once. Stripe in trouble costs the one click, not
 * the funnel: it is asked again next time.
 */
export async function withSavedMethod(container: MedusaContainer, run: RunRow, order: FirstOrder): Promise<RunRow> {
  const { stripe } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  if (run.method_checked_at || !run.live || !stripe) {
    return run
  }
  const payment = order.payment_collections.flatMap(({ payments }) => payments).find(({ canceled_at }) => !canceled_at)
  try {
    const saved_method = payment ? await findReusableMethod(createStripeClient(stripe), payment) : null
    await container.resolve<FunnelModuleService>(FUNNEL_MODULE).keepMethod(run.id, saved_method)
    return { ...run, saved_method, method_checked_at: run.at }
  } catch (error) {
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`The payment method of order ${order.id} could not be looked up: ${error}`)
    return run
  }
}
