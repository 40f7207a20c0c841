import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createTicketLink } from "../../../../../workflows/fulfillment/tickets"
import { publicUrl } from "../../../../utils/public-url"
import { buyerOf } from "../../../../utils/request-buyer"
import { SignedLink, toSignedLink } from "../../../../utils/signed-link"
import { StoreCreateTicketLink } from "../../validators"

/**
 * An address that opens one unit's ticket as a PDF for ten minutes, for the signed-in buyer or with a guest's token.
 * Errors: `sign_in_required` (401), `purchases_token_invalid`, `purchases_token_expired`, `purchase_not_found`,
 * `unit_not_found`, `purchase_refunded`.
 */
export const POST = async (req: MedusaRequest<StoreCreateTicketLink>, res: MedusaResponse<SignedLink>) => {
  const { unitId, token } = req.validatedBody
  const link = await createTicketLink(req.scope, await buyerOf(req, token), req.params.id, unitId)
  res.json(toSignedLink(publicUrl(req, `/offer-tickets/${link.token}`), link))
}
