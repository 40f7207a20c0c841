import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { deleteOfferAssetWorkflow } from "../../../../../../workflows/fulfillment/workflows/delete-offer-asset"
import { withStorageDown } from "../../../../../utils/file-unavailable"

/** Removes a file for good, also for those who bought it. Errors: `asset_not_found`, `file_unavailable` (503). */
export const DELETE = withStorageDown(async (req: MedusaRequest, res: MedusaResponse) => {
  const { id: offer_id, asset_id: id } = req.params
  await deleteOfferAssetWorkflow(req.scope).run({ input: { id, offer_id } })
  res.json({ id, object: "offer_asset", deleted: true })
})
