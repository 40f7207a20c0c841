import { AuthenticatedMedusaRequest, MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { Buyer, guestOf } from "../../workflows/fulfillment/buyer"

/**
 * Who asks: the holder of the token sent along, or else the signed-in customer.
 * @throws MedusaError UNAUTHORIZED `sign_in_required`, `purchases_token_invalid`, `purchases_token_expired`
 */
export async function buyerOf(req: MedusaRequest, token: string | undefined): Promise<Buyer> {
  if (token !== undefined) {
    return await guestOf(req.scope, token)
  }
  const customerId = (req as AuthenticatedMedusaRequest).auth_context?.actor_id
  if (!customerId) {
    throw new MedusaError(MedusaError.Types.UNAUTHORIZED, "Sign in, or use the link of your order.", "sign_in_required")
  }
  return { customer_id: customerId }
}
