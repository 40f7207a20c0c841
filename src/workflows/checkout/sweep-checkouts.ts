import { MedusaContainer } from "@medusajs/framework/types"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { runEach } from "../../utils/run-each"
import { removeCartOfferWorkflow } from "../cart/workflows/remove-cart-offer"
import { findOrderOfCart } from "./commit-cart-offers"
import { settleCheckout } from "./settle-checkout"
import { undoHalfPlacedOrder } from "./undo-half-placed-order"
import { recordOrderOffersWorkflow } from "./workflows/record-order-offers"

const BATCH = 100

/**
 * The guarantee behind the fast paths: whatever a crash, a lost webhook or a lost event left half done is found in
 * the database and brought to its end. Every part may run any number of times, on several nodes at once.
 */
export async function sweepCheckouts(container: MedusaContainer): Promise<void> {
  await finishAttempts(container)
  await finishStuckOrders(container)
  await endExpiredHolds(container)
}

const each = (container: MedusaContainer, cartIds: string[], task: (cartId: string) => Promise<void>) =>
  runEach(container, cartIds, (cartId) => `Checkout sweep: cart ${cartId}`, task)

/** Holds that an order took and neither kept nor gave back: the order was never placed, or nobody wrote it down. */
async function finishStuckOrders(container: MedusaContainer): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  await each(container, await service.takeStuckCarts(service.options.sweepPatienceSeconds, BATCH), async (cartId) => {
    await undoHalfPlacedOrder(container, cartId)
    const { status, orderId } = await settleCheckout(container, cartId)
    if (orderId) {
      await recordOrderOffersWorkflow(container).run({ input: { order_id: orderId } })
    } else if (status !== "processing") {
      await service.abandonOrdering(cartId, "the order was never placed")
    }
  })
}

/** Carts whose payment may have happened without anybody finishing the order: see `CheckoutAttempt`. */
async function finishAttempts(container: MedusaContainer): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  await each(container, await service.takeDueAttempts(BATCH), async (cartId) => {
    await undoHalfPlacedOrder(container, cartId)
    const { status, orderId } = await settleCheckout(container, cartId)
    if (orderId) {
      // Ends the watch itself, unless another payment of the cart can't be ended yet.
      await recordOrderOffersWorkflow(container).run({ input: { order_id: orderId } })
    } else if (status !== "open" && status !== "processing") {
      await service.closeAttempt(cartId)
    }
  })
}

/** Holds whose clock ran out: a payment that made it in time becomes an order, everything else leaves the cart. */
async function endExpiredHolds(container: MedusaContainer): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  await each(container, await service.takeExpiredCarts(BATCH), async (cartId) => {
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
