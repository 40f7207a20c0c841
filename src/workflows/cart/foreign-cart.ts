type OwnedCart = { customer_id: string | null; customer: { has_account: boolean } | null }

/**
 * A cart of a customer with an account is foreign to everybody else; a guest's cart belongs to whoever knows its id, as
 * in Medusa.
 * @param customerId the customer signed in, if any
 */
export function isForeignCart(cart: OwnedCart, customerId: string | null | undefined): boolean {
  return Boolean(cart.customer?.has_account) && cart.customer_id !== customerId
}
