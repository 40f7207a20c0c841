import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { duplicateOffer } from "../../../../../workflows/offer/duplicate-offer"
import { AdminOffer, retrieveAdminOffer } from "../../../../../workflows/offer/list-admin-offers"

/** Makes a draft with the same terms and a product of its own; nothing sold, no codes and no files come along. Error: `offer_not_found`. */
export const POST = async (req: MedusaRequest, res: MedusaResponse<{ offer: AdminOffer }>) => {
  res.json({ offer: await retrieveAdminOffer(req.scope, await duplicateOffer(req.scope, req.params.id)) })
}
