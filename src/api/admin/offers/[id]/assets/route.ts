import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { OFFER_MODULE } from "../../../../../modules/offer"
import type OfferModuleService from "../../../../../modules/offer/service"
import { addOfferAssetsWorkflow } from "../../../../../workflows/fulfillment/workflows/add-offer-assets"
import { AdminAsset, listAdminAssets } from "../../../../../workflows/fulfillment/list-admin-assets"
import { withStorageDown } from "../../../../utils/file-unavailable"
import { uploadsOf } from "../../../../utils/receive-files"

/**
 * The files that the offer's buyers may download, in the order they were added, and how many megabytes (of 1024 * 1024
 * bytes) one may have. Error: `offer_not_found`.
 */
export const GET = async (req: MedusaRequest, res: MedusaResponse<{ assets: AdminAsset[]; max_megabytes: number }>) => {
  const { maxAssetMegabytes } = req.scope.resolve<OfferModuleService>(OFFER_MODULE).options
  res.json({ assets: await listAdminAssets(req.scope, req.params.id), max_megabytes: maxAssetMegabytes })
}

/**
 * Adds files (multipart/form-data, field `files`), all or none, and answers the new ones. Errors: `offer_not_found`,
 * `file_type_not_allowed`, `file_too_large`, `invalid_request`, `file_unavailable` (503).
 */
export const POST = withStorageDown(async (req: MedusaRequest, res: MedusaResponse<{ assets: AdminAsset[] }>) => {
  const { id: offer_id } = req.params
  const { result: ids } = await addOfferAssetsWorkflow(req.scope).run({ input: { offer_id, uploads: uploadsOf(req) } })
  const assets = await listAdminAssets(req.scope, offer_id)
  res.json({ assets: assets.filter((asset) => ids.includes(asset.id)) })
})
