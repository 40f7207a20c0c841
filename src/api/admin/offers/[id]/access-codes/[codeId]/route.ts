import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { OFFER_MODULE } from "../../../../../../modules/offer"
import type OfferModuleService from "../../../../../../modules/offer/service"

/** Removes a code that nobody has. Errors: `offer_not_found`, `codes_not_uploaded`, `code_not_found`, `code_in_use`, `codes_promised`. */
export const DELETE = async (req: MedusaRequest, res: MedusaResponse) => {
  await req.scope.resolve<OfferModuleService>(OFFER_MODULE).removeCode(req.params.id, req.params.codeId)
  res.json({ id: req.params.codeId, object: "offer_access_code", deleted: true })
}
