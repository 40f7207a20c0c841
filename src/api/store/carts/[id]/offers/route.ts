import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { runCartChange } from "../../../../../workflows/cart/run-cart-change"
import { CartSummary, summarizeCart } from "../../../../../workflows/cart/summarize-cart"
import { setCartOfferWorkflow } from "../../../../../workflows/cart/workflows/set-cart-offer"
import { StoreAddCartOffer } from "../../validators"

/** The cart's summary: tickets, offers with their holds' remaining time, totals, and what has just left it. */
export const GET = async (req: MedusaRequest, res: MedusaResponse<{ cart: CartSummary }>) => {
  res.json({ cart: await summarizeCart(req.scope, req.params.id) })
}

/**
 * Adds units of an offer and holds them. Nothing changes when a rule refuses (400 with its code, such as
 * `insufficient_stock`, `offer_sold_out`, `ticket_required`, `limit_per_customer`).
 */
export const POST = async (req: MedusaRequest<StoreAddCartOffer>, res: MedusaResponse<{ cart: CartSummary }>) => {
  const { offerId, quantity, sessionId } = req.validatedBody
  await runCartChange(req.scope, req.params.id, () =>
    setCartOfferWorkflow(req.scope).run({
      input: { cart_id: req.params.id, offer_id: offerId, mode: "add", quantity, session_id: sessionId },
    })
  )
  res.json({ cart: await summarizeCart(req.scope, req.params.id) })
}
