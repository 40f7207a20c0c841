import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createSessionWorkflow } from "../../../../../workflows/program"
import { retrieveAdminSession } from "../../admin-event"
import type { AdminCreateSessionType } from "../../validators"

/** Adds a session to an event. Errors: `event_not_found`, `invalid_request`. */
export const POST = async (req: AuthenticatedMedusaRequest<AdminCreateSessionType>, res: MedusaResponse) => {
  const { result } = await createSessionWorkflow(req.scope).run({ input: { ...req.validatedBody, event_id: req.params.id } })
  res.json({ session: await retrieveAdminSession(req.scope, result.id) })
}
