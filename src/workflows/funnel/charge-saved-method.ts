import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { completeCartWorkflow, createPaymentCollectionForCartWorkflow, createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { SavedMethod } from "../../modules/funnel/types"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { toMinorUnits } from "../../plugins/stripe/currency"
import { signGrant } from "../../plugins/stripe-checkout/off-session-grant"
import type { OffSessionError } from "../../plugins/stripe-checkout/off-session-payment"
import { loadCart } from "../cart/load-cart"
import { STRIPE_CHECKOUT_PROVIDER_ID } from "../checkout/stripe-provider"
import { assertSeenTotal, SeenTotal } from "./seen-total"

export type Charge =
  | { result: "placed"; order_id: string }
  /** With Stripe's words for the cardholder. */
  | { result: "declined"; message: string }
  /** The bank wants its customer, or the method can't be charged again. */
  | { result: "needs_page" }

/** Long enough for slow calls to Stripe, short enough that nobody is charged for something they have forgotten. */
const GRANT_SECONDS = 10 * 60

const NEEDS_PAGE = ["authentication_required", "payment_method_unusable"]

/** Refusals of the preparation: what is wrong is the saved method or the right to it, and a page needs neither. */
const REFUSED_BEFOREHAND = ["stripe_request_refused", "stripe_object_missing", "off_session_grant_invalid"]

/**
 * Buys a cart with a saved payment method, without its owner: Medusa makes the order and takes the stock for certain, and
 * then the provider charges, once for each `grantId`. The sweep watches the cart from before that on.
 * @param seen the most that may be charged
 * @throws MedusaError `funnel_total_changed` or a refusing rule's (nothing was charged), or another when it is open what happened
 */
export async function chargeSavedMethod(
  container: MedusaContainer,
  { cartId, grantId, method, seen }: { cartId: string; grantId: string; method: SavedMethod; seen: SeenTotal }
): Promise<Charge> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const apiKey = service.options.stripe?.apiKey
  if (!apiKey) {
    return { result: "needs_page" }
  }
  await service.openAttempt(cartId, "paying")
  const prepared = await prepare(container, { cartId, grantId, method, seen, apiKey })
  if (!prepared) {
    return { result: "needs_page" }
  }
  return await completeCart(container, cartId)
}

/** @returns false when the method can't be charged */
async function prepare(
  container: MedusaContainer,
  { cartId, grantId, method, seen, apiKey }: { cartId: string; grantId: string; method: SavedMethod; seen: SeenTotal; apiKey: string }
): Promise<boolean> {
  if (!(await loadCart(container, cartId)).payment_collection) {
    await createPaymentCollectionForCartWorkflow(container).run({ input: { cart_id: cartId } })
  }
  const cart = await loadCart(container, cartId)
  // The grant's amount is the one that is charged, whatever becomes of the cart.
  assertSeenTotal(cart, seen)
  const grant = await signGrant(apiKey, {
    id: grantId,
    cart_id: cartId,
    customer: method.customer,
    payment_method: method.payment_method,
    amount: toMinorUnits(cart.total, cart.currency_code),
    currency: cart.currency_code,
    expires_at: Math.floor(Date.now() / 1000) + GRANT_SECONDS,
  })
  try {
    await createPaymentSessionsWorkflow(container).run({
      input: {
        payment_collection_id: cart.payment_collection?.id as string,
        provider_id: STRIPE_CHECKOUT_PROVIDER_ID,
        data: { cart_id: cartId, off_session_grant: grant },
      },
    })
    return true
  } catch (error) {
    if (MedusaError.isMedusaError(error) && REFUSED_BEFOREHAND.includes(error.code ?? "")) {
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.warn(`The saved payment method can't be charged for cart ${cartId}, a payment page is used: ${error.message}`)
      return false
    }
    throw error
  }
}

/** Places the order of a cart that is paid with a saved method, or that costs nothing. */
export async function completeCart(container: MedusaContainer, cartId: string): Promise<Charge> {
  const { errors, result } = await completeCartWorkflow(container).run({ input: { id: cartId }, throwOnError: false })
  if (!errors?.length) {
    return { result: "placed", order_id: result.id }
  }
  const session = (await loadCart(container, cartId)).payment_collection?.payment_sessions?.[0]
  const failure = session?.data.off_session_error as OffSessionError | null | undefined
  if (!failure) {
    throw errors[0].error
  }
  return NEEDS_PAGE.includes(failure.code) ? { result: "needs_page" } : { result: "declined", message: failure.message }
}
