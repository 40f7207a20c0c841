import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { AdminOffer, retrieveAdminOffer } from "../../../../../workflows/offer/list-admin-offers"
import { setOfferStatusWorkflow } from "../../../../../workflows/offer/workflows/set-offer-status"

export const POST = async (req: MedusaRequest, res: MedusaResponse<{ offer: AdminOffer }>) => {
  await setOfferStatusWorkflow(req.scope).run({ input: { id: req.params.id, status: "archived" } })
  res.json({ offer: await retrieveAdminOffer(req.scope, req.params.id) })
}
