import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createDownloadLink } from "../../../../../workflows/fulfillment/downloads"
import { publicUrl } from "../../../../utils/public-url"
import { buyerOf } from "../../../../utils/request-buyer"
import { SignedLink, toSignedLink } from "../../../../utils/signed-link"
import { StoreCreateDownloadLink } from "../../validators"

/**
 * An address that opens one file of a purchase for ten minutes, for the signed-in buyer or with a guest's token. Errors:
 * `sign_in_required` (401), `purchases_token_invalid`, `purchases_token_expired`, `purchase_not_found`, `asset_not_found`,
 * `not_delivered_yet`, `purchase_refunded`.
 */
export const POST = async (req: MedusaRequest<StoreCreateDownloadLink>, res: MedusaResponse<SignedLink>) => {
  const { assetId, token } = req.validatedBody
  const link = await createDownloadLink(req.scope, await buyerOf(req, token), req.params.id, assetId)
  res.json(toSignedLink(publicUrl(req, `/offer-files/${link.token}`), link))
}
