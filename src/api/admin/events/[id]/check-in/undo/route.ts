import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { undoCheckIn } from "../../../../../../workflows/fulfillment/check-in"
import { AdminUnit } from "../../../../../../workflows/fulfillment/list-admin-units"
import { AdminUndoCheckIn } from "../validators"

/** Takes a check-in back, so that the ticket can be used again. Errors: `unit_not_found`, `ticket_invalid`, `purchase_refunded`. */
export const POST = async (req: AuthenticatedMedusaRequest<AdminUndoCheckIn>, res: MedusaResponse<{ unit: AdminUnit }>) => {
  res.json({ unit: await undoCheckIn(req.scope, req.params.id, req.validatedBody.unit_id) })
}
