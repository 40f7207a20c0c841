import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { deleteSessionWorkflow, updateSessionWorkflow } from "../../../../workflows/program"
import { retrieveAdminSession } from "../../events/admin-event"
import type { AdminUpdateSessionType } from "../validators"

/** Changes the fields given; a lower capacity takes nobody's seat. Errors: `session_not_found`, `invalid_request`. */
export const POST = async (req: AuthenticatedMedusaRequest<AdminUpdateSessionType>, res: MedusaResponse) => {
  const { id } = req.params
  await updateSessionWorkflow(req.scope).run({ input: { id, data: req.validatedBody } })
  res.json({ session: await retrieveAdminSession(req.scope, id) })
}

/** Errors: `session_not_found`, `session_has_registrations`. */
export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { id } = req.params
  await deleteSessionWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "event_session", deleted: true })
}
