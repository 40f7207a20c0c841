import { createHash } from "node:crypto"
import { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  refreshPaymentCollectionForCartWorkflow,
  updateCartWorkflow,
} from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../../modules/offer"
import { ReserveInput } from "../../../modules/offer/hold-ledger"
import type OfferModuleService from "../../../modules/offer/service"
import { CheckoutLine } from "../../../plugins/stripe-checkout/checkout-line"
import { cartToCheckoutLines } from "../../../plugins/stripe-checkout/checkout-lines"
import { resolveReturnUrl } from "../../../plugins/stripe-checkout/return-url"
import { toMinorUnits } from "../../../plugins/stripe/currency"
import { lockCart, takeLock } from "../../cart/cart-lock"
import { assertOpen, CartHold, gatherBuyer, loadCart, loadCartOffers, LoadedCart, PaymentSession } from "../../cart/load-cart"
import { quantitiesByOffer } from "../../cart/offer-lines"
import { assertUpgradePrices } from "../../cart/upgrade-price"
import { reserveOffersStep } from "../../cart/steps/reserve-offers"
import { nameCart } from "../name-cart"
import { STRIPE_CHECKOUT_PROVIDER_ID } from "../stripe-provider"
import { CART_METADATA_KEY } from "../undo-half-placed-order"

/** `{CART_ID}` in an address becomes the cart's id. */
export type StartCheckoutInput = { cart_id: string; email?: string; success_url?: string; cancel_url?: string }

export type OrderInProgress = {
  id: string
  status: "PENDING_PAYMENT"
  items: { title: string; quantity: number; unitPrice: number; total: number }[]
  total: number
  currency: string
}

export type StartedCheckout = { order: OrderInProgress; checkoutUrl: string; expiresAt: string }

const refuse = (code: string, message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)

const validateCartStep = createStep("validate-cart-for-checkout", async (input: StartCheckoutInput, { container }) => {
  const cart = await loadCart(container, input.cart_id)
  assertOpen(cart)
  if (!cart.items.length) {
    throw refuse("cart_empty", "The cart is empty.")
  }
  if (!input.email && !cart.email) {
    throw refuse("email_required", "An e-mail address is needed to send the tickets to.")
  }
  if (cart.items.some((item) => item.requires_shipping) && !cart.shipping_methods.length) {
    throw refuse("shipping_required", "Choose how the order shall be delivered.")
  }
  if (MathBN.lte(cart.total, 0)) {
    throw refuse("nothing_to_pay", "The cart costs nothing: complete it without a payment.")
  }
  const { storefrontUrls } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  resolveReturnUrl(input.success_url, storefrontUrls)
  resolveReturnUrl(input.cancel_url, storefrontUrls)
  return new StepResponse({
    newEmail: input.email && input.email !== cart.email ? input.email : null,
    needsCollection: !cart.payment_collection,
    // Medusa follows the cart's total when it changes a line, not when taxes are asked for apart, nor when it died in between.
    isBehind: Boolean(cart.payment_collection) && !isSameMoney(cart.payment_collection?.amount, cart.total, cart.currency_code),
  })
})

/** A total of prices that contain their tax has more decimals than a number keeps: what counts is what is charged. */
const isSameMoney = (one: unknown, other: unknown, currency: string) => toMinorUnits(one as number, currency) === toMinorUnits(other as number, currency)

type PreparedCheckout = {
  /** Empty when a running payment page can be used again. */
  reserve: ReserveInput
  reuse: { session_id: string; url: string; expires_at: number } | null
  collection_id: string
  customer_id: string | undefined
  data: { line_items: CheckoutLine[]; success_url: string; cancel_url: string; customer_email: string; cart_id: string; fingerprint: string }
  order: OrderInProgress
}

/**
 * A payment page made for the very same cart, the only one, and still open long enough: sent twice, a request gets one page.
 * Not one that Medusa made by itself when it gave a payment back, so that what became of that payment and of this page stay
 * apart.
 */
function reusableSession(sessions: PaymentSession[], holds: CartHold[], fingerprint: string): PreparedCheckout["reuse"] {
  const [session, ...others] = sessions
  const isOurs = session?.provider_id === STRIPE_CHECKOUT_PROVIDER_ID && session.status === "pending"
  if (!isOurs || others.length || session.data.fingerprint !== fingerprint || session.data.recreated_from) {
    return null
  }
  const { url, expires_at } = session.data
  const held = holds.every((hold) => hold.status !== "active" || (hold.live && hold.payment_started_at))
  return held && typeof url === "string" && typeof expires_at === "number" && expires_at * 1000 > Date.now() + 60_000
    ? { session_id: session.id, url, expires_at }
    : null
}

const prepareCheckoutStep = createStep("prepare-checkout", async (input: StartCheckoutInput, { container }) => {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const cart = await loadCart(container, input.cart_id)
  await watchCart(container, cart)
  const { holds, lines } = await loadCartOffers(container, cart)
  const buyer = await gatherBuyer(container, cart)
  await assertUpgradePrices(container, cart, lines, buyer)
  const prices = await stripePrices(service, cart, lines)
  const { storefrontUrls } = service.options
  const data = {
    line_items: cartToCheckoutLines(cart as never, cart.total, prices),
    success_url: resolveReturnUrl(nameCart(input.success_url, cart.id), storefrontUrls, `/checkout/return?cart=${cart.id}`),
    cancel_url: resolveReturnUrl(nameCart(input.cancel_url, cart.id), storefrontUrls, "/cart"),
    customer_email: cart.email as string,
    cart_id: cart.id,
  }
  const fingerprint = createHash("sha256").update(JSON.stringify([data, cart.total, cart.currency_code])).digest("hex")
  const reuse = reusableSession(cart.payment_collection?.payment_sessions ?? [], holds, fingerprint)

  return new StepResponse<PreparedCheckout>({
    reuse,
    reserve: {
      cart_id: cart.id,
      currency_code: cart.currency_code,
      buyer,
      moment: "pay",
      items: reuse ? [] : quantitiesByOffer(lines),
    },
    collection_id: cart.payment_collection?.id as string,
    customer_id: cart.customer?.has_account ? cart.customer.id : undefined,
    data: { ...data, fingerprint },
    order: {
      id: cart.id,
      status: "PENDING_PAYMENT",
      items: cart.items.map((item) => ({
        title: item.product_title ?? item.title,
        quantity: Number(item.quantity),
        unitPrice: Number(item.unit_price),
        total: Number(item.total),
      })),
      total: Number(cart.total),
      currency: cart.currency_code,
    },
  })
})

/** From here on the cart may be paid: the sweep must find it, and an order made of it must lead back to it. */
async function watchCart(container: MedusaContainer, cart: LoadedCart): Promise<void> {
  await container.resolve<OfferModuleService>(OFFER_MODULE).openAttempt(cart.id, "paying")
  if (cart.metadata?.[CART_METADATA_KEY] !== cart.id) {
    await container.resolve(Modules.CART).updateCarts(cart.id, { metadata: { ...cart.metadata, [CART_METADATA_KEY]: cart.id } })
  }
}

/** The Stripe Prices of the cart's offers, by line, with the amount each was made with. */
async function stripePrices(
  service: OfferModuleService,
  cart: LoadedCart,
  lines: Awaited<ReturnType<typeof loadCartOffers>>["lines"]
): Promise<Record<string, { stripe_price_id: string; unit_amount: number }>> {
  const prices = await service.listOfferPrices({ offer_id: lines.map((line) => line.offer_id), currency_code: cart.currency_code })
  return Object.fromEntries(
    lines.flatMap(({ offer_id, item }) => {
      const price = prices.find((candidate) => candidate.offer_id === offer_id)
      return price?.catalog_price_id && price.catalog_amount !== null
        ? [[item.id, { stripe_price_id: price.catalog_price_id, unit_amount: toMinorUnits(price.catalog_amount, cart.currency_code) }]]
        : []
    })
  )
}

/**
 * Stripe was called without the cart's lock: a cart that changed meanwhile must not be paid at the old price, nor on two
 * pages, such as ours and one that was made through Medusa's own route at the same time.
 */
const recheckCartStep = createStep(
  "recheck-cart-after-payment-page",
  async (input: { cart_id: string; total: number; session_id: string }, { container }) => {
    const cart = await loadCart(container, input.cart_id)
    const [session, ...others] = cart.payment_collection?.payment_sessions ?? []
    const isSame = [input.total, session?.amount ?? 0].every((amount) => isSameMoney(amount, cart.total, cart.currency_code))
    if (!isSame || session?.id !== input.session_id || others.length) {
      throw refuse("cart_changed", "The cart changed while the payment was being prepared. Please try again.")
    }
    return new StepResponse(void 0)
  }
)

export const startCheckoutWorkflowId = "start-checkout"

/**
 * Opens a Stripe payment page for a whole cart: extends the holds for the time of the payment, lets go of the cart's
 * lock, creates the payment session, and checks that the cart is still the one it priced. Of requests at once the second
 * waits for the first one's page, under a lock that nothing else asks for, and is answered it.
 * @throws MedusaError `cart_empty`, `nothing_to_pay`, `email_required`, `shipping_required`, `return_url_not_allowed`, `cart_changed`,
 * `price_changed`, a refusing rule's code, or `stripe_unavailable`
 */
export const startCheckoutWorkflow = createWorkflow(
  { name: startCheckoutWorkflowId, idempotent: false },
  (input: StartCheckoutInput) => {
    const pageKey = transform({ input }, ({ input }) => `${input.cart_id}:payment-page`)
    const releasePage = takeLock({ name: "payment-page", key: pageKey, timeout: 30, ttl: 120 })
    const releaseCart = lockCart(input.cart_id)
    const valid = validateCartStep(input)
    when("email-is-new", { valid }, ({ valid }) => Boolean(valid.newEmail)).then(() => {
      updateCartWorkflow.runAsStep({
        input: transform({ input, valid }, ({ input, valid }) => ({ id: input.cart_id, email: valid.newEmail as string })),
      })
    })
    when("cart-has-no-collection", { valid }, ({ valid }) => valid.needsCollection).then(() => {
      createPaymentCollectionForCartWorkflow.runAsStep({ input: { cart_id: input.cart_id } })
    })
    when("collection-is-behind", { valid }, ({ valid }) => valid.isBehind).then(() => {
      refreshPaymentCollectionForCartWorkflow.runAsStep({ input: { cart_id: input.cart_id } })
    })
    const prepared = prepareCheckoutStep(input)
    const reservations = reserveOffersStep(prepared.reserve)
    releaseCart()

    const session = when("no-page-to-reuse", { prepared }, ({ prepared }) => !prepared.reuse).then(() =>
      createPaymentSessionsWorkflow.runAsStep({
        input: transform({ prepared }, ({ prepared }) => ({
          payment_collection_id: prepared.collection_id,
          provider_id: STRIPE_CHECKOUT_PROVIDER_ID,
          customer_id: prepared.customer_id,
          data: prepared.data,
        })),
      })
    )
    recheckCartStep(
      transform({ input, prepared, session }, ({ input, prepared, session }) => ({
        cart_id: input.cart_id,
        total: prepared.order.total,
        session_id: prepared.reuse?.session_id ?? (session as PaymentSession).id,
      }))
    )
    releasePage()

    const result = transform({ prepared, session, reservations }, ({ prepared, session }): StartedCheckout => {
      const page = prepared.reuse ?? (session?.data as { url: string; expires_at: number })
      return { order: prepared.order, checkoutUrl: page.url, expiresAt: new Date(page.expires_at * 1000).toISOString() }
    })
    return new WorkflowResponse(result)
  }
)
