import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { checkInTicket } from "../../../../../workflows/fulfillment/check-in"
import { AdminUnit } from "../../../../../workflows/fulfillment/list-admin-units"
import { AdminCheckIn } from "./validators"

/**
 * Lets the holder of a ticket in, once: of two scans at the same time one wins. Errors: `ticket_invalid`,
 * `ticket_other_event`, `ticket_refunded`, `ticket_already_used` (its message names the time).
 */
export const POST = async (req: AuthenticatedMedusaRequest<AdminCheckIn>, res: MedusaResponse<{ unit: AdminUnit }>) => {
  res.json({ unit: await checkInTicket(req.scope, req.params.id, req.validatedBody.token, req.auth_context.actor_id) })
}
