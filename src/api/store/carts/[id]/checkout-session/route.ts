import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { runCartChange } from "../../../../../workflows/cart/run-cart-change"
import { signCheckoutToken } from "../../../../../workflows/checkout/checkout-token"
import { StartedCheckout, startCheckoutWorkflow } from "../../../../../workflows/checkout/workflows/start-checkout"
import { StoreStartCheckout } from "../../validators"

/**
 * Opens a Stripe Checkout page for the whole cart. Asked again for an unchanged cart, it answers the same page. Keep the
 * `checkoutToken`: what a guest does after the order needs it, as the header `x-checkout-token`. `{CART_ID}` in `successUrl`
 * and `cancelUrl` becomes the cart's id.
 */
export const POST = async (req: MedusaRequest<StoreStartCheckout>, res: MedusaResponse<StartedCheckout & { checkoutToken: string }>) => {
  const { email, successUrl, cancelUrl } = req.validatedBody
  const { result } = await runCartChange(req.scope, req.params.id, () =>
    startCheckoutWorkflow(req.scope).run({
      input: { cart_id: req.params.id, email, success_url: successUrl, cancel_url: cancelUrl },
    })
  )
  res.json({ ...result, checkoutToken: await signCheckoutToken(req.scope, req.params.id) })
}
