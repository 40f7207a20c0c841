import { FilterablePaymentSessionProps, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { removeCartOfferWorkflow } from "../cart/workflows/remove-cart-offer"
import { findOrderOfCart } from "./commit-cart-offers"
import { settleCheckout } from "./settle-checkout"
import { STRIPE_CHECKOUT_PROVIDER_ID } from "./stripe-provider"
import { recordOrderOffersWorkflow } from "./workflows/record-order-offers"

const BATCH = 100

/**
 * The guarantee behind the fast paths: whatever a crash, a lost webhook or a lost event left half done is found in
 * the database and brought to its end. Every part may run any number of times, on several nodes at once.
 */
export async function sweepCheckouts(container: MedusaContainer): Promise<void> {
  const { sweepPatienceSeconds } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  await finishStuckOrders(container, sweepPatienceSeconds)
  await finishPaidSessions(container, sweepPatienceSeconds)
  await endExpiredHolds(container)
}

async function each(container: MedusaContainer, cartIds: string[], task: (cartId: string) => Promise<void>): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (const cartId of cartIds) {
    try {
      await task(cartId)
    } catch (error) {
      // One cart that can't be repaired now must not keep the others from it; it is found again next time.
      const reason = MedusaError.isMedusaError(error) ? error.message : String(error)
      logger.warn(`Checkout sweep: cart ${cartId} is left for the next run: ${reason}`)
    }
  }
}

/** Orders that died between committing the holds and writing the purchase down. */
async function finishStuckOrders(container: MedusaContainer, seconds: number): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  await each(container, await service.listStuckCarts(seconds, BATCH), async (cartId) => {
    const { status, orderId } = await settleCheckout(container, cartId)
    if (orderId) {
      await recordOrderOffersWorkflow(container).run({ input: { order_id: orderId } })
    } else if (status !== "processing") {
      await service.abandonOrdering(cartId, "the order was never placed")
    }
  })
}

/** Payment pages whose payment nobody reported: the webhook was lost, or the server died while handling it. */
async function finishPaidSessions(container: MedusaContainer, seconds: number): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const before = (ago: number) => new Date(Date.now() - ago * 1000).toISOString()
  const sessions = await container.resolve(Modules.PAYMENT).listPaymentSessions(
    {
      provider_id: STRIPE_CHECKOUT_PROVIDER_ID,
      status: ["pending", "requires_more"],
      created_at: { $gte: before(25 * 60 * 60), $lte: before(seconds) },
      // Not in Medusa's type, but a column like the others.
    } as FilterablePaymentSessionProps,
    { select: ["id", "payment_collection_id"], order: { created_at: "DESC" }, take: BATCH }
  )
  if (!sessions.length) {
    return
  }
  const { data } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["cart_id"],
    filters: { payment_collection_id: sessions.map((session) => session.payment_collection_id as string) },
  })
  await each(container, (data as unknown as { cart_id: string }[]).map((link) => link.cart_id), async (cartId) => {
    await settleCheckout(container, cartId)
  })
}

/** Holds whose clock ran out: a payment that made it in time becomes an order, everything else leaves the cart. */
async function endExpiredHolds(container: MedusaContainer): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  await each(container, await service.listExpiredCarts(BATCH), async (cartId) => {
    const order = (await settleCheckout(container, cartId)).orderId ?? (await findOrderOfCart(container, cartId))
    if (order) {
      await recordOrderOffersWorkflow(container).run({ input: { order_id: order } })
      return
    }
    const expired = (await service.listCartHolds(cartId)).filter((hold) => hold.status === "active" && !hold.live)
    if (expired.length) {
      await removeCartOfferWorkflow(container).run({
        input: { cart_id: cartId, offer_ids: expired.map((hold) => hold.offer_id), end: "expired", cause: "its reservation ended" },
      })
    }
  })
}
