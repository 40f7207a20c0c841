import Stripe from "stripe"
import { CheckoutLine, LINE_LIMIT, singleLine, sumOfLines } from "./checkout-line"
import { resolveExpiresAt } from "./expires-at"
import { ResolvedOptions } from "./options"
import { resolveReturnUrl } from "./return-url"
import { SessionData } from "./session-data"

type Params = Stripe.Checkout.SessionCreateParams
type LineParams = Stripe.Checkout.SessionCreateParams.LineItem

/** Stripe's limits for what a line says. */
const NAME_LIMIT = 250
const DESCRIPTION_LIMIT = 500

export type SessionRequest = {
  data: SessionData
  /** The Medusa payment session. */
  sessionId: string
  /** Minor units. */
  amount: number
  currencyCode: string
  /** Stripe customer of a signed-in buyer. */
  customerId?: string
  email?: string
}

/**
 * What Stripe is asked for. The lines are only shown: unless they add up to the amount, one line says it.
 *
 * @throws MedusaError `return_url_not_allowed`
 */
export function buildSessionParams(request: SessionRequest, options: ResolvedOptions): Params {
  const { data, sessionId, amount } = request
  const lines = data.line_items ?? []
  const shown = lines.length && lines.length <= LINE_LIMIT && sumOfLines(lines) === amount ? lines : [singleLine(amount)]
  // Also on the payment intent: charges, refunds and disputes are traced back by it.
  const metadata = { session_id: sessionId, ...(data.cart_id ? { cart_id: data.cart_id } : {}) }
  return {
    mode: "payment",
    line_items: shown.map((line) => lineParams(line, request.currencyCode)),
    success_url: resolveReturnUrl(data.success_url, options.returnUrls),
    cancel_url: resolveReturnUrl(data.cancel_url, options.returnUrls),
    expires_at: resolveExpiresAt(data.expires_at),
    metadata,
    payment_intent_data: {
      metadata,
      capture_method: options.captureMethod,
      ...(options.savePaymentMethods ? { setup_future_usage: "off_session" } : {}),
    },
    ...(data.cart_id ? { client_reference_id: data.cart_id } : {}),
    ...buyerParams(request.customerId, request.email, options.savePaymentMethods),
  }
}

/** The same request without what Stripe may have refused in it; null when nothing is left to give up. */
export function simplerParams(params: Params, refusal: Stripe.errors.StripeError, request: SessionRequest): Params | null {
  if (params.customer && refusal.param === "customer") {
    const { customer: _gone, ...rest } = params
    return { ...rest, ...buyerParams(undefined, request.email, Boolean(params.payment_intent_data?.setup_future_usage)) }
  }
  if (params.customer_email && refusal.param === "customer_email") {
    const { customer_email: _bad, ...rest } = params
    return rest
  }
  return plainLines(params, request)
}

/** A Price may be archived since the cart was made, an image unreachable: neither is worth losing a sale. */
function plainLines(params: Params, request: SessionRequest): Params | null {
  const decorated = params.line_items?.some((line) => line.price || line.price_data?.product_data?.images)
  if (!decorated) {
    return null
  }
  const lines = (request.data.line_items ?? []).map(({ name, description, quantity, unit_amount }) => ({
    name,
    description,
    quantity,
    unit_amount,
  }))
  return { ...params, line_items: lines.map((line) => lineParams(line, request.currencyCode)) }
}

function lineParams(line: CheckoutLine, currencyCode: string): LineParams {
  if (line.stripe_price_id) {
    return { price: line.stripe_price_id, quantity: line.quantity }
  }
  return {
    quantity: line.quantity,
    price_data: {
      currency: currencyCode.toLowerCase(),
      unit_amount: line.unit_amount,
      product_data: {
        name: line.name.slice(0, NAME_LIMIT),
        ...(line.description ? { description: line.description.slice(0, DESCRIPTION_LIMIT) } : {}),
        ...(line.image_url && /^https?:\/\//.test(line.image_url) ? { images: [line.image_url] } : {}),
      },
    },
  }
}

/** A card can only be kept for a customer, so a guest gets one too. */
function buyerParams(customerId: string | undefined, email: string | undefined, keepCard: boolean): Partial<Params> {
  if (customerId) {
    return { customer: customerId }
  }
  return { ...(email ? { customer_email: email } : {}), ...(keepCard ? { customer_creation: "always" } : {}) }
}
