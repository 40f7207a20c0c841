import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { runCartChange } from "../../../../../../workflows/cart/run-cart-change"
import { CartSummary, summarizeCart } from "../../../../../../workflows/cart/summarize-cart"
import { removeCartOfferWorkflow } from "../../../../../../workflows/cart/workflows/remove-cart-offer"
import { setCartOfferWorkflow } from "../../../../../../workflows/cart/workflows/set-cart-offer"
import { StoreSetCartOffer } from "../../../validators"

const remove = (req: MedusaRequest) =>
  runCartChange(req.scope, req.params.id, () =>
    removeCartOfferWorkflow(req.scope).run({
      input: { cart_id: req.params.id, offer_ids: [req.params.offerId], end: "released", cause: "removed from the cart" },
    })
  )

/** Sets how many units of an offer the cart has; 0 takes it out. A refused change leaves the running hold as it is. */
export const POST = async (req: MedusaRequest<StoreSetCartOffer>, res: MedusaResponse<{ cart: CartSummary }>) => {
  const { quantity } = req.validatedBody
  if (quantity === 0) {
    await remove(req)
  } else {
    await runCartChange(req.scope, req.params.id, () =>
      setCartOfferWorkflow(req.scope).run({
        input: { cart_id: req.params.id, offer_id: req.params.offerId, mode: "set", quantity },
      })
    )
  }
  res.json({ cart: await summarizeCart(req.scope, req.params.id) })
}

/** Takes an offer out of the cart and gives its stock back. Taking out what isn't there changes nothing. */
export const DELETE = async (req: MedusaRequest, res: MedusaResponse<{ cart: CartSummary }>) => {
  await remove(req)
  res.json({ cart: await summarizeCart(req.scope, req.params.id) })
}
