import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { deleteTicketTypeWorkflow, updateTicketTypeWorkflow } from "../../../../workflows/program"
import { retrieveAdminTicketType } from "../../events/admin-event"
import type { AdminUpdateTicketTypeType } from "../validators"

/** Changes the fields given; tickets already sold keep their tier. Errors: `ticket_type_not_found`, `invalid_request`. */
export const POST = async (req: AuthenticatedMedusaRequest<AdminUpdateTicketTypeType>, res: MedusaResponse) => {
  const { id } = req.params
  await updateTicketTypeWorkflow(req.scope).run({ input: { id, data: req.validatedBody } })
  res.json({ ticket_type: await retrieveAdminTicketType(req.scope, id) })
}

/** Errors: `ticket_type_not_found`, `ticket_type_has_attendees`. */
export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { id } = req.params
  await deleteTicketTypeWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "ticket_type", deleted: true })
}
