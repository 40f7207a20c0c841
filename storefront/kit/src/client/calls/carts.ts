import type { MedusaCart, MedusaShippingOption } from "../medusa-types.ts"
import type { CheckoutTokens } from "../checkout-tokens.ts"
import type { CallOptions, Send } from "../transport.ts"
import type { Address, CheckoutConfirmation, CheckoutStart, StoreCartSummary } from "../types.ts"
import { toMedusaAddress } from "./address.ts"
import { segment } from "./segment.ts"

export interface CartUpdate {
  email?: string
  shippingAddress?: Address
  regionId?: string
}

export interface CheckoutRequest {
  email?: string
  /** Where Stripe sends the buyer back to; must be on a storefront origin the backend allows. `{CART_ID}` becomes the cart's id. */
  successUrl?: string
  cancelUrl?: string
}

export interface CartCalls {
  create(cart: { regionId: string; email?: string }, options?: CallOptions): Promise<MedusaCart>
  /** Medusa's own cart. The shop's view, with tickets, offers and holds, is `summary`. */
  retrieve(id: string, options?: CallOptions): Promise<MedusaCart>
  update(id: string, update: CartUpdate, options?: CallOptions): Promise<MedusaCart>
  /** Gives an anonymous cart to the signed-in customer. */
  assignCustomer(id: string, options?: CallOptions): Promise<MedusaCart>
  addLineItem(id: string, line: { variantId: string; quantity: number }, options?: CallOptions): Promise<MedusaCart>
  updateLineItem(id: string, lineItemId: string, quantity: number, options?: CallOptions): Promise<MedusaCart>
  deleteLineItem(id: string, lineItemId: string, options?: CallOptions): Promise<void>
  listShippingOptions(id: string, options?: CallOptions): Promise<MedusaShippingOption[]>
  addShippingMethod(id: string, optionId: string, options?: CallOptions): Promise<MedusaCart>

  summary(id: string, options?: CallOptions): Promise<StoreCartSummary>
  /**
   * Adds an offer and takes a hold on its stock.
   * `sessionId` says from which session's page: an offer for other sessions is then refused.
   */
  addOffer(
    id: string,
    offerId: string,
    quantity?: number,
    options?: CallOptions & { sessionId?: string }
  ): Promise<StoreCartSummary>
  /** Sets the quantity; 0 removes. */
  setOffer(id: string, offerId: string, quantity: number, options?: CallOptions): Promise<StoreCartSummary>
  removeOffer(id: string, offerId: string, options?: CallOptions): Promise<StoreCartSummary>
  /** Starts the holds' time again; a hold can be renewed a capped number of times. */
  renewHolds(id: string, options?: CallOptions): Promise<StoreCartSummary>
  /** A Stripe Checkout page for the whole cart, tickets included. */
  startCheckout(id: string, request?: CheckoutRequest, options?: CallOptions): Promise<CheckoutStart>
  /** What became of the payment. Idempotent: call it on return from Stripe and again while "processing". */
  confirmCheckout(id: string, options?: CallOptions): Promise<CheckoutConfirmation>
}

export function cartCalls(send: Send, checkouts: CheckoutTokens): CartCalls {
  const path = (id: string, rest = "") => `/store/carts/${segment(id)}${rest}`
  const offerPath = (id: string, offerId: string) => path(id, `/offers/${segment(offerId)}`)
  const cart = async (answer: Promise<{ cart: MedusaCart }>) => (await answer).cart
  const summary = async (answer: Promise<{ cart: StoreCartSummary }>) => {
    const { cart: found } = await answer
    if (found.checkoutToken) {
      checkouts.keep(found.id, found.checkoutToken)
    }
    return found
  }

  return {
    create: ({ regionId, email }, options) =>
      cart(send("POST", "/store/carts", { ...options, body: { region_id: regionId, ...(email ? { email } : {}) } })),
    retrieve: (id, options) => cart(send("GET", path(id), options)),
    update: (id, update, options) =>
      cart(send("POST", path(id), { ...options, idempotent: true, body: cartUpdateBody(update) })),
    assignCustomer: (id, options) =>
      cart(send("POST", path(id, "/customer"), { ...options, idempotent: true, body: {} })),
    addLineItem: (id, { variantId, quantity }, options) =>
      cart(send("POST", path(id, "/line-items"), { ...options, body: { variant_id: variantId, quantity } })),
    updateLineItem: (id, lineItemId, quantity, options) =>
      cart(
        send("POST", path(id, `/line-items/${segment(lineItemId)}`), {
          ...options,
          idempotent: true,
          body: { quantity },
        })
      ),
    deleteLineItem: async (id, lineItemId, options) => {
      await send("DELETE", path(id, `/line-items/${segment(lineItemId)}`), options)
    },
    listShippingOptions: async (id, options) =>
      (
        await send<{ shipping_options: MedusaShippingOption[] }>("GET", "/store/shipping-options", {
          ...options,
          query: { cart_id: id },
        })
      ).shipping_options,
    addShippingMethod: (id, optionId, options) =>
      cart(send("POST", path(id, "/shipping-methods"), { ...options, body: { option_id: optionId } })),

    summary: (id, options) => summary(send("GET", path(id, "/offers"), options)),
    addOffer: (id, offerId, quantity = 1, { sessionId, ...options } = {}) =>
      summary(
        send("POST", path(id, "/offers"), {
          ...options,
          body: { offerId, quantity, ...(sessionId ? { sessionId } : {}) },
        })
      ),
    setOffer: (id, offerId, quantity, options) =>
      summary(send("POST", offerPath(id, offerId), { ...options, idempotent: true, body: { quantity } })),
    removeOffer: (id, offerId, options) => summary(send("DELETE", offerPath(id, offerId), options)),
    renewHolds: (id, options) => summary(send("POST", path(id, "/offer-holds/renew"), { ...options, body: {} })),
    startCheckout: async (id, request = {}, options) => {
      const started = await send<CheckoutStart>("POST", path(id, "/checkout-session"), {
        ...options,
        timeoutMs: 30_000,
        body: request,
      })
      checkouts.keep(id, started.checkoutToken)
      return started
    },
    confirmCheckout: (id, options) =>
      send("POST", path(id, "/checkout-session/confirm"), {
        ...options,
        headers: checkouts.headers(id),
        idempotent: true,
        timeoutMs: 30_000,
        body: {},
      }),
  }
}

function cartUpdateBody(update: CartUpdate): Record<string, unknown> {
  return {
    ...(update.email === undefined ? {} : { email: update.email }),
    ...(update.regionId === undefined ? {} : { region_id: update.regionId }),
    ...(update.shippingAddress === undefined ? {} : { shipping_address: toMedusaAddress(update.shippingAddress) }),
  }
}
