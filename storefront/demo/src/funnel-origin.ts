const KEY = "shop_funnel_cart"

/**
 * The cart whose funnel sent the buyer to a payment page: the way back names the cart that was paid there, and the
 * funnel goes on where it was left.
 */
export const funnelOrigin = {
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
      // the funnel is then left behind; what was accepted is still an order
    }
  },
}
