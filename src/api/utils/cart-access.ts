import { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { isForeignCart } from "../../workflows/cart/foreign-cart"
import { assertCheckoutToken } from "../../workflows/checkout/checkout-token"
import { findOrderOfCart } from "../../workflows/checkout/commit-cart-offers"

type Owner = { customer_id: string | null; customer: { has_account: boolean } | null }

/** What a guest shows to be who placed an order: see `signCheckoutToken`. */
export const checkoutTokenOf = (req: MedusaRequest) => req.get("x-checkout-token")

/**
 * Whose a cart is: once it was ordered the order's customer's. Medusa lets any customer write themselves into a cart
 * (`POST /store/carts/:id/customer`), an ordered one too until it notices that; the order's customer it leaves alone.
 */
async function ownerOf(req: MedusaRequest, cartId: string): Promise<Owner | undefined> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const load = async (entity: "cart" | "order", id: string) => {
    const { data } = await query.graph({ entity, fields: ["id", "customer_id", "customer.has_account"], filters: { id } })
    return data[0] as unknown as Owner | undefined
  }
  const [orderId, cart] = await Promise.all([findOrderOfCart(req.scope, cartId), load("cart", cartId)])
  return (orderId && (await load("order", orderId))) || cart
}

/**
 * A cart of a customer with an account may be seen and changed by that customer alone; a guest's cart by whoever knows
 * its id, as in Medusa. The stranger is told the same as for a cart that doesn't exist.
 * @throws MedusaError NOT_FOUND `cart_not_found`
 */
async function assertCartAccess(req: MedusaRequest, cartId: string): Promise<Owner> {
  const owner = await ownerOf(req, cartId)
  if (!owner || isForeignCart(owner, (req as AuthenticatedMedusaRequest).auth_context?.actor_id)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such cart.", "cart_not_found")
  }
  return owner
}

/** `assertCartAccess` for routes whose path names the cart. */
export async function requireCartAccess(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  await assertCartAccess(req, req.params.id)
  next()
}

/**
 * For what is done after the order: by the customer signed in, or by a guest who held the cart before it was ordered.
 * @throws MedusaError `cart_not_found`, `checkout_token_required`, `checkout_token_invalid`, `checkout_token_expired`
 */
export async function requireBuyerOfCart(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const { customer } = await assertCartAccess(req, req.params.id)
  if (!customer?.has_account) {
    await assertCheckoutToken(req.scope, req.params.id, checkoutTokenOf(req))
  }
  next()
}
