import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CartSummary, summarizeCart } from "../../../../../../workflows/cart/summarize-cart"
import { renewCartHoldsWorkflow } from "../../../../../../workflows/cart/workflows/renew-cart-holds"

/** Starts the holds' clocks again; 400 `hold_renewals_exhausted` once that has been done too often. */
export const POST = async (req: MedusaRequest, res: MedusaResponse<{ cart: CartSummary }>) => {
  await renewCartHoldsWorkflow(req.scope).run({ input: { cart_id: req.params.id } })
  res.json({ cart: await summarizeCart(req.scope, req.params.id) })
}
