import { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { isForeignCart } from "../../workflows/cart/foreign-cart"

/**
 * A cart of a customer with an account may be seen and changed by that customer alone; a guest's cart by whoever knows
 * its id, as in Medusa. The stranger is told the same as for a cart that doesn't exist.
 * @throws MedusaError NOT_FOUND `cart_not_found`
 */
export async function assertCartAccess(req: MedusaRequest, cartId: string | undefined): Promise<void> {
  if (!cartId) {
    return
  }
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "customer_id", "customer.has_account"],
    filters: { id: cartId },
  })
  const cart = data[0] as { customer_id: string | null; customer: { has_account: boolean } | null } | undefined
  if (!cart || isForeignCart(cart, (req as AuthenticatedMedusaRequest).auth_context?.actor_id)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such cart.", "cart_not_found")
  }
}

/** `assertCartAccess` for routes whose path names the cart. */
export async function requireCartAccess(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  await assertCartAccess(req, req.params.id)
  next()
}
