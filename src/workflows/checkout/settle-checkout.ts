import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError, PaymentActions } from "@medusajs/framework/utils"
import { processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { createStripeClient } from "../../plugins/stripe/client"
import { inquirePayment, PaymentInquiry } from "../../plugins/stripe/inquire-payment"
import { refundIntent } from "../../plugins/stripe-checkout/refund"
import { loadCart, PaymentSession } from "../cart/load-cart"
import { findOrderOfCart } from "./commit-cart-offers"
import { undoHalfPlacedOrder } from "./undo-half-placed-order"

export type Settlement = {
  /**
   * `placed`: there is an order · `open`: not paid yet · `processing`: paid, the order is on its way ·
   * `refunded`: paid, but the order could not be placed, so the money went back · `expired`: can't be paid any more
   */
  status: "placed" | "open" | "processing" | "refunded" | "expired"
  orderId: string | null
  message: string | null
}

const settlement = (status: Settlement["status"], orderId: string | null = null, message: string | null = null): Settlement => ({
  status,
  orderId,
  message,
})

async function inquire(container: MedusaContainer, session: PaymentSession): Promise<PaymentInquiry | null> {
  const { stripe } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  return stripe ? await inquirePayment(createStripeClient(stripe), session.data) : null
}

/** Whether all of what was captured for the cart has been given back. */
async function wasRefunded(container: MedusaContainer, cartId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "payment_collection.payments.captures.amount", "payment_collection.payments.refunds.amount"],
    filters: { id: cartId },
  })
  const payments = (data[0] as unknown as { payment_collection?: { payments?: { refunds?: unknown[]; captures?: unknown[] }[] } })
    ?.payment_collection?.payments
  return Boolean(payments?.length && payments.every((payment) => payment.refunds?.length))
}

/**
 * Medusa writes a refund down before it tells the provider. If it died in between, its books say "given back" and
 * Stripe has heard nothing; Medusa would refuse to refund again, so Stripe is told here, once.
 */
async function refundWhatMedusaGaveBack(container: MedusaContainer, cartId: string, { intent }: PaymentInquiry): Promise<boolean> {
  const { stripe } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  if (!stripe || !intent || !(await wasRefunded(container, cartId))) {
    return false
  }
  await refundIntent(createStripeClient(stripe), intent.id, intent.amount, `monetization:refund:${intent.id}`)
  return true
}

/**
 * A payment Medusa knows of without an order: a completion is under way, or it died and may have left half an order.
 * @returns false while one is under way
 */
async function clearTheWay(container: MedusaContainer, cartId: string): Promise<boolean> {
  try {
    await undoHalfPlacedOrder(container, cartId)
    return true
  } catch (error) {
    container.resolve(ContainerRegistrationKeys.LOGGER).info(`Cart ${cartId} is being completed: ${error}`)
    return false
  }
}

/** Why the order was refused, in words for the attendee. */
async function refusalOf(container: MedusaContainer, cartId: string): Promise<string | null> {
  const [refused] = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listOfferActivities({ cart_id: cartId, kind: "order_refused" }, { order: { created_at: "DESC" }, take: 1 })
  return refused?.cause ?? null
}

/**
 * Brings a cart whose payment may have happened to its end: asks Stripe, and if the money is there places the order
 * through Medusa's own payment processing, which gives the money back when the order is refused. The return page, the
 * webhook and the sweep all end here or in the same Medusa workflow, in any order and at once: one order comes of it.
 */
export async function settleCheckout(container: MedusaContainer, cartId: string): Promise<Settlement> {
  const existing = await findOrderOfCart(container, cartId)
  const cart = await loadCart(container, cartId)
  const session = cart.payment_collection?.payment_sessions?.[0]
  if (!session) {
    return existing
      ? settlement("placed", existing)
      : (await wasRefunded(container, cartId))
        ? settlement("refunded", null, await refusalOf(container, cartId))
        : settlement("expired")
  }
  if (existing && session.status !== "pending" && session.status !== "requires_more") {
    return settlement("placed", existing)
  }

  const inquiry = await inquire(container, session)
  if (!inquiry || inquiry.state === "open" || inquiry.state === "closed") {
    if (existing) {
      return settlement("placed", existing)
    }
    if (await wasRefunded(container, cartId)) {
      return settlement("refunded", null, await refusalOf(container, cartId))
    }
    return settlement(inquiry?.state === "closed" ? "expired" : "open")
  }
  if (!existing && (inquiry.refunded > 0 || (await refundWhatMedusaGaveBack(container, cartId, inquiry)))) {
    return settlement("refunded", null, await refusalOf(container, cartId))
  }

  const isAuthorized = session.status !== "pending" && session.status !== "requires_more"
  if (!existing && isAuthorized && !(await clearTheWay(container, cartId))) {
    return settlement("processing")
  }

  const action = inquiry.state === "paid" ? PaymentActions.SUCCESSFUL : PaymentActions.AUTHORIZED
  const { errors } = await processPaymentWorkflow(container).run({
    input: { action, data: { session_id: session.id, amount: MathBN.convert(session.amount) as never } },
    throwOnError: false,
  })
  const placed = await findOrderOfCart(container, cartId)
  if (placed) {
    return settlement("placed", placed)
  }
  if (await wasRefunded(container, cartId)) {
    return settlement("refunded", null, await refusalOf(container, cartId))
  }
  if (errors?.length) {
    const [{ error }] = errors
    const reason = MedusaError.isMedusaError(error) ? error.message : "unexpected error"
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Paid cart ${cartId} is not an order yet: ${reason}`)
  }
  return settlement("processing")
}
