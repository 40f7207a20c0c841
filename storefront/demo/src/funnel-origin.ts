import { sessionNote } from "./session-note.ts"

/**
 * The cart whose funnel sent the buyer to a payment page: the way back names the cart that was paid there, and the
 * funnel goes on where it was left. Forgotten, it is left behind; what was accepted is still an order.
 */
export const funnelOrigin = sessionNote("shop_funnel_cart")
