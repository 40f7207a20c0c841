import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError, Modules, PaymentActions } from "@medusajs/framework/utils"
import { processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { createStripeClient } from "../../plugins/stripe/client"
import { inquirePayment, PaymentInquiry } from "../../plugins/stripe-checkout/inquire-payment"
import { cancelMoney } from "../../plugins/stripe-checkout/payments"
import { refundIntent } from "../../plugins/stripe-checkout/refund"
import { loadCart, PaymentSession } from "../cart/load-cart"
import { isGivenBack, loadCartPayments, paymentOf } from "./cart-payments"
import { CART_CHANGED, findOrderOfCart } from "./commit-cart-offers"
import { undoHalfPlacedOrder } from "./undo-half-placed-order"
import { waitForBank } from "./wait-for-bank"

export type Settlement = {
  /**
   * `placed`: there is an order · `open`: not paid yet · `processing`: paid, the order is on its way, or the bank is still
   * at work · `refunded`: the last payment could not become an order, so the money went back · `expired`: can't be paid any more
   */
  status: "placed" | "open" | "processing" | "refunded" | "expired"
  orderId: string | null
  message: string | null
}

const LOCK_SECONDS = 10

const settlement = (status: Settlement["status"], orderId: string | null = null, message: string | null = null): Settlement => ({
  status,
  orderId,
  message,
})

type Asked = { session: PaymentSession; inquiry: PaymentInquiry | null }

/** The further down, the more a payment says of its cart. */
const TELLING: (PaymentInquiry["state"] | undefined)[] = [undefined, "closed", "open", "refunded", "processing", "authorized", "paid"]

/** Of a cart's payment sessions, nearly always one, the one that was paid if any was. */
async function mostTelling(container: MedusaContainer, sessions: PaymentSession[]): Promise<Asked | null> {
  const { stripe } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  const asked: Asked[] = []
  for (const session of sessions) {
    asked.push({ session, inquiry: stripe ? await inquirePayment(createStripeClient(stripe), session) : null })
  }
  const rank = ({ inquiry }: Asked) => TELLING.indexOf(inquiry?.state)
  return asked.sort((a, b) => rank(b) - rank(a))[0] ?? null
}

/**
 * Whether the last payment of a cart was given back and the buyer has not been given a page since: Medusa makes a new
 * session by itself when it gives a payment back.
 */
async function lastWasGivenBack(container: MedusaContainer, cartId: string, session: PaymentSession | null): Promise<boolean> {
  const payments = await loadCartPayments(container, cartId)
  const last = session ? paymentOf(payments, session.data.recreated_from) : payments.at(-1)
  return Boolean(last && isGivenBack(last))
}

/** Whether what this page or intent took was given back, by Medusa's books. */
async function wasGivenBack(container: MedusaContainer, cartId: string, session: PaymentSession): Promise<boolean> {
  const payment = paymentOf(await loadCartPayments(container, cartId), session.data.id)
  return Boolean(payment && isGivenBack(payment))
}

/**
 * Medusa writes a refund down before it tells the provider. If it died in between, its books say "given back" and
 * Stripe has heard nothing; Medusa would refuse to refund again, so Stripe is told here, once.
 */
async function refundWhatMedusaGaveBack(container: MedusaContainer, cartId: string, { session, inquiry }: Asked): Promise<boolean> {
  const { stripe } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  const intent = inquiry?.intent
  if (!stripe || !intent || !(await wasGivenBack(container, cartId, session))) {
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

/** Whether Medusa has heard that it was paid. */
const isAuthorized = ({ status }: PaymentSession) => status !== "pending" && status !== "requires_more"

/**
 * Medusa makes the order with the cart's first payment session, whichever that is: beside one that was paid there may be a
 * page that was being opened in its place when the server died, and with that one it would refuse the order for ever.
 */
async function closeUnpaid(container: MedusaContainer, sessions: PaymentSession[]): Promise<void> {
  for (const session of sessions) {
    try {
      await container.resolve(Modules.PAYMENT).deletePaymentSession(session.id)
    } catch (error) {
      // Paid as well, or not to be asked now: the order ends it (`endOtherPayments`), or the next run.
      container.resolve(ContainerRegistrationKeys.LOGGER).info(`Payment session ${session.id} could not be closed: ${error}`)
    }
  }
}

async function lastRefusal(container: MedusaContainer, cartId: string) {
  const [refused] = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listOfferActivities({ cart_id: cartId, kind: "order_refused" }, { order: { created_at: "DESC" }, take: 1 })
  return refused
}

/** Why the order was refused, in words for the attendee. */
const refusalOf = async (container: MedusaContainer, cartId: string): Promise<string | null> =>
  (await lastRefusal(container, cartId))?.cause ?? null

/** The words of a refusal for which a cart without offers has no trail. */
function changedMeanwhile(errors: { error: unknown }[] = []): string | null {
  const found = errors.find(({ error }) => MedusaError.isMedusaError(error) && error.code === CART_CHANGED)
  return found ? (found.error as MedusaError).message : null
}

/**
 * Money that is only reserved is in no Medusa payment yet when a rule refuses the order, so Medusa gives nothing back: the
 * reservation is released here. Under the cart's lock, so that no completion is making an order of it.
 * @returns false when there is an order after all
 */
async function releaseReserved(container: MedusaContainer, cartId: string, { session, inquiry }: Asked): Promise<boolean> {
  const { stripe } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  const intent = inquiry?.intent
  if (!stripe || !intent) {
    return false
  }
  return await container.resolve(Modules.LOCKING).execute(
    cartId,
    async () => {
      if (await findOrderOfCart(container, cartId)) {
        return false
      }
      const { state } = await cancelMoney(createStripeClient(stripe), session.data.id as string, intent.id)
      return state === "refunded"
    },
    { timeout: LOCK_SECONDS }
  )
}

/**
 * Brings a cart whose payment may have happened to its end: asks Stripe, and if the money is there places the order
 * through Medusa's own payment processing, which gives the money back when the order is refused. The return page, the
 * webhook and the sweep all end here or in the same Medusa workflow, in any order and at once: one order comes of it.
 *
 * What is asked for is this payment: one that was refused and given back before says nothing of the next.
 */
export async function settleCheckout(container: MedusaContainer, cartId: string): Promise<Settlement> {
  const existing = await findOrderOfCart(container, cartId)
  const cart = await loadCart(container, cartId)
  const sessions = cart.payment_collection?.payment_sessions ?? []
  if (existing && (!sessions.length || sessions.some(isAuthorized))) {
    return settlement("placed", existing)
  }
  const asked = await mostTelling(container, sessions)
  const state = asked ? (asked.inquiry?.state ?? "open") : "closed"
  const isPaid = asked && (state === "paid" || state === "authorized")
  if (existing && !isPaid) {
    return settlement("placed", existing)
  }
  if (state === "processing") {
    await waitForBank(container, cart)
    return settlement("processing")
  }
  if (!isPaid) {
    return state === "refunded" || (await lastWasGivenBack(container, cartId, asked?.session ?? null))
      ? settlement("refunded", null, await refusalOf(container, cartId))
      : settlement(state === "closed" ? "expired" : "open")
  }
  const { session } = asked
  if (!existing && (await refundWhatMedusaGaveBack(container, cartId, asked))) {
    return settlement("refunded", null, await refusalOf(container, cartId))
  }
  if (!existing && isAuthorized(session) && !(await clearTheWay(container, cartId))) {
    return settlement("processing")
  }

  await closeUnpaid(container, sessions.filter((other) => other.id !== session.id && !isAuthorized(other)))
  const refusedBefore = await lastRefusal(container, cartId)
  const action = state === "paid" ? PaymentActions.SUCCESSFUL : PaymentActions.AUTHORIZED
  const { errors } = await processPaymentWorkflow(container).run({
    input: { action, data: { session_id: session.id, amount: MathBN.convert(session.amount) as never } },
    throwOnError: false,
  })
  const placed = await findOrderOfCart(container, cartId)
  if (placed) {
    return settlement("placed", placed)
  }
  if (await wasGivenBack(container, cartId, session)) {
    return settlement("refunded", null, await refusalOf(container, cartId))
  }
  const refused = await lastRefusal(container, cartId)
  const reason = refused && refused.id !== refusedBefore?.id ? refused.cause : changedMeanwhile(errors)
  if (state === "authorized" && reason && (await releaseReserved(container, cartId, asked))) {
    return settlement("refunded", null, reason)
  }
  if (errors?.length) {
    const [{ error }] = errors
    const reason = MedusaError.isMedusaError(error) ? error.message : "unexpected error"
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Paid cart ${cartId} is not an order yet: ${reason}`)
  }
  return settlement("processing")
}
