import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules, PaymentActions } from "@medusajs/framework/utils"
import { processPaymentWorkflow, refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { createStripeClient } from "../../plugins/stripe/client"
import { inquirePayment } from "../../plugins/stripe-checkout/inquire-payment"
import { loadCart, PaymentSession } from "../cart/load-cart"
import { CartPayment, isForNoOrder, kept, loadCartPayments, PAID_TWICE, paymentOf } from "./cart-payments"

const LOCK_SECONDS = 10

const isDropped = (payment: CartPayment) => Boolean(payment.canceled_at) || (payment.captures.length > 0 && MathBN.lte(kept(payment), 0))

/** The captures in an order's books, in the order in which they were booked. */
async function bookedCaptures(container: MedusaContainer, orderId: string): Promise<(string | undefined)[]> {
  const booked = await container
    .resolve(Modules.ORDER)
    .listOrderTransactions({ order_id: orderId, reference: "capture" }, { select: ["reference_id"], order: { created_at: "ASC" } })
  return booked.map(({ reference_id }) => reference_id)
}

/**
 * The payment an order was placed with: of those whose money is in the order's books the one booked first. Money that is
 * only reserved is in no books yet; then it is the first payment that was not called off.
 */
function paymentOfOrder(payments: CartPayment[], booked: (string | undefined)[]): CartPayment | null {
  const inBooks = booked.flatMap((capture) => payments.filter(({ captures }) => captures.some(({ id }) => id === capture)))
  return inBooks[0] ?? payments.find((payment) => !isDropped(payment)) ?? null
}

/**
 * A cart is paid once, but two payments of it can go through: on two pages that two servers made at once, or on a page and
 * in a form of the storefront's own. Once there is an order, what can still be paid is closed, and what was paid beside the
 * order's own payment goes back. Nothing to do for nearly every cart.
 * @throws when a payment can't be ended now: to be tried again
 */
export async function endOtherPayments(container: MedusaContainer, cartId: string, orderId: string): Promise<void> {
  const sessions = (await loadCart(container, cartId)).payment_collection?.payment_sessions ?? []
  const payments = await loadCartPayments(container, cartId)
  if (sessions.length < 2 && payments.length < 2) {
    return
  }
  if (!paymentOfOrder(payments, await bookedCaptures(container, orderId))) {
    return
  }
  for (const session of sessions.filter(({ data }) => !paymentOf(payments, data.id))) {
    await closeSession(container, cartId, session)
  }
  await container.resolve(Modules.LOCKING).execute(cartId, () => giveOthersBack(container, cartId, orderId), { timeout: LOCK_SECONDS })
}

/** Under the cart's lock, which a webhook that writes a payment down and books it holds. */
async function giveOthersBack(container: MedusaContainer, cartId: string, orderId: string): Promise<void> {
  const payments = await loadCartPayments(container, cartId)
  const booked = await bookedCaptures(container, orderId)
  const own = paymentOfOrder(payments, booked)
  for (const payment of payments.filter((one) => one.id !== own?.id && !isDropped(one))) {
    await giveBack(container, payment, booked)
  }
  await bookReturns(container, cartId, orderId)
}

/**
 * A payment that went back before the order's books knew of it is in none of them. A webhook that comes late, or again,
 * makes Medusa book what it took; then what went back belongs there as well.
 */
async function bookReturns(container: MedusaContainer, cartId: string, orderId: string): Promise<void> {
  const booked = await bookedCaptures(container, orderId)
  const inBooks = ({ captures }: CartPayment) => captures.some(({ id }) => booked.includes(id))
  const returns = (await loadCartPayments(container, cartId)).filter(inBooks).flatMap(({ currency_code, refunds }) =>
    refunds.filter(({ note }) => isForNoOrder(note)).map(({ id, amount }) => ({ id, amount, currency_code }))
  )
  if (!returns.length) {
    return
  }
  const orders = container.resolve(Modules.ORDER)
  const ids = returns.map(({ id }) => id)
  const known = await orders.listOrderTransactions({ order_id: orderId, reference: "refund", reference_id: ids }, { select: ["reference_id"] })
  const missing = returns.filter(({ id }) => !known.some(({ reference_id }) => reference_id === id))
  if (missing.length) {
    await orders.addOrderTransactions(
      missing.map(({ id, amount, currency_code }) => ({
        order_id: orderId,
        amount: MathBN.mult(amount, -1).toNumber(),
        currency_code,
        reference: "refund",
        reference_id: id,
      }))
    )
  }
}

/**
 * Closes a page or form. One that was paid before it could be closed is written down as a payment.
 * @throws when it can't be closed now, such as while a bank is at work on it
 */
async function closeSession(container: MedusaContainer, cartId: string, session: PaymentSession): Promise<void> {
  try {
    await container.resolve(Modules.PAYMENT).deletePaymentSession(session.id)
  } catch (error) {
    const service = container.resolve<OfferModuleService>(OFFER_MODULE)
    const { stripe } = service.options
    const inquiry = stripe && (await inquirePayment(createStripeClient(stripe), session))
    if (inquiry?.state === "processing") {
      await service.noteProcessing(cartId)
    }
    if (inquiry?.state !== "paid" && inquiry?.state !== "authorized") {
      throw error
    }
    const action = inquiry.state === "paid" ? PaymentActions.SUCCESSFUL : PaymentActions.AUTHORIZED
    await processPaymentWorkflow(container).run({
      input: { action, data: { session_id: session.id, amount: MathBN.convert(session.amount) as never } },
    })
  }
}

async function giveBack(container: MedusaContainer, payment: CartPayment, booked: (string | undefined)[]): Promise<void> {
  container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Payment ${payment.id} is one too many of its cart and goes back`)
  const refund = { payment_id: payment.id, amount: kept(payment).toNumber(), note: PAID_TWICE }
  if (!payment.captures.length) {
    await container.resolve(Modules.PAYMENT).cancelPayment(payment.id)
  } else if (payment.captures.some(({ id }) => booked.includes(id))) {
    await refundPaymentWorkflow(container).run({ input: refund })
  } else {
    // Taken before there was an order, so the order's books know nothing of it and must not hear of its return either.
    await container.resolve(Modules.PAYMENT).refundPayment(refund)
  }
}
