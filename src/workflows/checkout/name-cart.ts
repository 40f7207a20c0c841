/** URL parsing, ours or a shop's, escapes the braces. */
const PLACEHOLDER = /\{CART_ID\}|%7BCART_ID%7D/gi

/**
 * A return address with the cart's id in the place of `{CART_ID}`: a shop that sells an offer directly doesn't know the cart
 * when it asks for the payment page, and the browser the bank sends the buyer back to may be another one.
 */
export function nameCart<Address extends string | undefined>(address: Address, cartId: string): Address {
  return address?.replace(PLACEHOLDER, cartId) as Address
}
