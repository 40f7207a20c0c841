import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { signToken, tokenSecret, verifyToken } from "../../utils/signed-token"

/** Hours for which a browser may come back to what it ordered: as long as a payment page can be paid. */
const HOURS = 25

/**
 * Proof of having held a cart before it was ordered, for guests. Medusa shows an order to whoever knows its id, and with it
 * the id of its cart: that alone must not charge the order's card or open what was bought.
 */
export async function signCheckoutToken(container: MedusaContainer, cartId: string): Promise<string> {
  return (await signToken(tokenSecret(container), "checkout", { cart_id: cartId }, HOURS * 3600)).token
}

/** @throws MedusaError `checkout_token_required`, `checkout_token_invalid` (another cart's too), `checkout_token_expired` */
export async function assertCheckoutToken(container: MedusaContainer, cartId: string, token: string | undefined): Promise<void> {
  if (!token) {
    const message = "Only the browser that placed this order may do this."
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, message, "checkout_token_required")
  }
  const { cart_id } = await verifyToken(tokenSecret(container), "checkout", token)
  if (cart_id !== cartId) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This checkout is not valid.", "checkout_token_invalid")
  }
}
