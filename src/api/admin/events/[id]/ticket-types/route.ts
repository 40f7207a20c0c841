import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createTicketTypeWorkflow } from "../../../../../workflows/program"
import { retrieveAdminTicketType } from "../../admin-event"
import type { AdminCreateTicketTypeType } from "../../validators"

/** Makes a variant a ticket of an event. Errors: `event_not_found`, `variant_not_found`, `variant_already_mapped`. */
export const POST = async (req: AuthenticatedMedusaRequest<AdminCreateTicketTypeType>, res: MedusaResponse) => {
  const { result } = await createTicketTypeWorkflow(req.scope).run({ input: { ...req.validatedBody, event_id: req.params.id } })
  res.json({ ticket_type: await retrieveAdminTicketType(req.scope, result.id) })
}
