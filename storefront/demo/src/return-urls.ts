/** Where Stripe sends the buyer of the visitor's cart. */
export const cartReturnUrls = (cartId: string) => ({
  successUrl: `${location.origin}/checkout/return?cart=${encodeURIComponent(cartId)}`,
  cancelUrl: `${location.origin}/cart`,
})

/**
 * The same for an offer that is bought at once. The server puts its cart's id in, which the shop doesn't know yet. It isn't
 * the visitor's cart, so who leaves the payment page finds the way back to it where the payment is looked after.
 *
 * The same for every purchase of the event's offers, whatever page it began on: with other addresses it would be another
 * purchase, which holds its units once more.
 * @param cartId when the cart is known
 */
export function directReturnUrls(eventId: string, cartId?: string) {
  const cart = cartId ? encodeURIComponent(cartId) : "{CART_ID}"
  const url = `${location.origin}/checkout/return?cart=${cart}&event=${encodeURIComponent(eventId)}`
  return { successUrl: url, cancelUrl: url }
}
