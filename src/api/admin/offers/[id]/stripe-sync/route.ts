import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { AdminOffer, retrieveAdminOffer } from "../../../../../workflows/offer/list-admin-offers"
import { repairOffer } from "../../../../../workflows/offer/repair-offer-catalog"

/** Brings the offer's Stripe Product and Prices in step now, and archives copies of them; a failure is in the answer's `stripe.error`. */
export const POST = async (req: MedusaRequest, res: MedusaResponse<{ offer: AdminOffer }>) => {
  await retrieveAdminOffer(req.scope, req.params.id)
  await repairOffer(req.scope, req.params.id)
  res.json({ offer: await retrieveAdminOffer(req.scope, req.params.id) })
}
