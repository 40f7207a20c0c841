const KEY = "shop_pending_checkout"

/**
 * The cart of a direct purchase that is at Stripe. Its id is known only after the return address was sent along,
 * so the browser remembers it for the way back.
 */
export const pendingCheckout = {
  get(): string | null {
    try {
      return sessionStorage.getItem(KEY)
    } catch {
      return null
    }
  },
  set(cartId: string): void {
    try {
      sessionStorage.setItem(KEY, cartId)
    } catch {
      // the return page then asks the buyer to look at the confirmation email
    }
  },
}

/** Where Stripe sends the buyer. */
export const returnUrls = (cartId?: string) => ({
  successUrl: `${location.origin}/checkout/return${cartId ? `?cart=${encodeURIComponent(cartId)}` : ""}`,
  cancelUrl: `${location.origin}/cart`,
})
