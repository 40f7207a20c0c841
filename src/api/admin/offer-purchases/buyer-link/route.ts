import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { BuyerLink, createBuyerLink } from "../../../../workflows/fulfillment/buyer-link"
import { AdminOfferPurchaseOrder } from "../validators"

/**
 * Makes a fresh link to a guest's own page of purchases, for one who lost theirs. `url` is on the storefront, whose
 * address may be unknown: then only its path and query. Errors: `order_not_found`, `buyer_has_account`.
 */
export const POST = async (
  req: AuthenticatedMedusaRequest<AdminOfferPurchaseOrder>,
  res: MedusaResponse<{ buyer_link: BuyerLink }>
) => {
  res.json({ buyer_link: await createBuyerLink(req.scope, req.validatedBody.order_id) })
}
