import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { AdminOffer, retrieveAdminOffer } from "../../../../workflows/offer/list-admin-offers"
import { deleteOfferWorkflow } from "../../../../workflows/offer/workflows/delete-offer"
import { updateOfferWorkflow } from "../../../../workflows/offer/workflows/update-offer"
import { withStorageDown } from "../../../utils/file-unavailable"
import { AdminUpdateOffer } from "../validators"

export const GET = async (req: MedusaRequest, res: MedusaResponse<{ offer: AdminOffer }>) => {
  res.json({ offer: await retrieveAdminOffer(req.scope, req.params.id) })
}

/** Changes an offer and, where it was made for it, its product. A total below what is sold or held is refused (`total_below_sold`, `total_below_promised`). */
export const POST = async (req: MedusaRequest<AdminUpdateOffer>, res: MedusaResponse<{ offer: AdminOffer }>) => {
  await updateOfferWorkflow(req.scope).run({ input: { id: req.params.id, ...req.validatedBody } })
  res.json({ offer: await retrieveAdminOffer(req.scope, req.params.id) })
}

/** Deletes an offer nobody has touched; one with history is archived instead (`offer_has_history`). Its files go too (`file_unavailable`, 503). */
export const DELETE = withStorageDown(async (req: MedusaRequest, res: MedusaResponse<{ id: string; object: "offer"; deleted: true }>) => {
  await deleteOfferWorkflow(req.scope).run({ input: { id: req.params.id } })
  res.json({ id: req.params.id, object: "offer", deleted: true })
})
