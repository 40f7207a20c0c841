import type { CheckoutTokens } from "../checkout-tokens.ts"
import type { CallOptions, Send } from "../transport.ts"
import type { Address, CheckoutStart, Page, Placement, StoreOffer } from "../types.ts"
import { segment } from "./segment.ts"

export interface PriceContext {
  regionId?: string
  currencyCode?: string
  /** Prices in the cart's currency; `refusal` is then about this cart. */
  cartId?: string
}

export interface OfferListQuery extends PriceContext {
  eventId?: string
  sessionId?: string
  placement?: Placement
  /** What earns most first, without what the cart already exhausts; needs `cartId`. Default: the organizer's order. */
  sort?: "recommended"
  limit?: number
  offset?: number
}

export interface OfferPage extends Page {
  offers: StoreOffer[]
  /** The server's clock when it answered: what `startsAt` and `expiresAt` are measured against. */
  serverTime: string
}

export interface DirectPurchase {
  quantity?: number
  regionId: string
  /** Needed unless a customer is signed in. */
  email?: string
  /** Where Stripe sends the buyer back to; the server puts the id of the purchase's cart for `{CART_ID}`. */
  successUrl?: string
  cancelUrl?: string
  shippingAddress?: Address
  shippingOptionId?: string
}

export interface OfferCalls {
  /** Published offers inside their window; sold-out ones are listed with `purchasable: false`. */
  list(query: OfferListQuery, options?: CallOptions): Promise<OfferPage>
  retrieve(id: string, query?: PriceContext, options?: CallOptions): Promise<StoreOffer>
  /**
   * Buys without the cart: holds the stock and answers the Stripe Checkout address to send the buyer to. Retried without
   * holding twice: each call has a key of its own, or the one given, which leads to the same cart however often it is sent.
   */
  purchase(id: string, purchase: DirectPurchase, options?: CallOptions & { idempotencyKey?: string }): Promise<CheckoutStart>
}

/** `randomUUID` is missing where a page isn't served securely, such as on a phone in the local network. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")
}

export function offerCalls(send: Send, checkouts: CheckoutTokens): OfferCalls {
  return {
    list: (query, options) => send("GET", "/store/offers", { ...options, query: { ...query } }),
    retrieve: async (id, query, options) =>
      (
        await send<{ offer: StoreOffer }>("GET", `/store/offers/${segment(id)}`, {
          ...options,
          query: query && { ...query },
        })
      ).offer,
    purchase: async (id, purchase, { idempotencyKey = newIdempotencyKey(), ...options } = {}) => {
      const started = await send<CheckoutStart>("POST", `/store/offers/${segment(id)}/purchase`, {
        ...options,
        timeoutMs: 30_000,
        body: purchase,
        idempotent: true,
        headers: { "idempotency-key": idempotencyKey },
      })
      checkouts.keep(started.order.id, started.checkoutToken)
      return started
    },
  }
}
