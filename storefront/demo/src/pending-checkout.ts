import { sessionNote } from "./session-note.ts"

/**
 * The cart of a direct purchase that is at Stripe. Its id is known only after the return address was sent along,
 * so the browser remembers it for the way back. Forgotten, the return page asks to look at the confirmation email.
 */
export const pendingCheckout = sessionNote("shop_pending_checkout")

/** Where Stripe sends the buyer. */
export const returnUrls = (cartId?: string) => ({
  successUrl: `${location.origin}/checkout/return${cartId ? `?cart=${encodeURIComponent(cartId)}` : ""}`,
  cancelUrl: `${location.origin}/cart`,
})
