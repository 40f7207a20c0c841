import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { deleteEventWorkflow, updateEventWorkflow } from "../../../../workflows/program"
import { retrieveAdminEvent } from "../admin-event"
import type { AdminUpdateEventType } from "../validators"

/** One event with its sessions and ticket types. Error: `event_not_found`. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ event: await retrieveAdminEvent(req.scope, req.params.id) })
}

/** Changes the fields given. Errors: `event_not_found`, `invalid_request`, `handle_taken`. */
export const POST = async (req: AuthenticatedMedusaRequest<AdminUpdateEventType>, res: MedusaResponse) => {
  const { id } = req.params
  await updateEventWorkflow(req.scope).run({ input: { id, data: req.validatedBody } })
  res.json({ event: await retrieveAdminEvent(req.scope, id) })
}

/** Errors: `event_not_found`, `event_has_attendees`, `event_has_offers` (archive it instead). */
export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { id } = req.params
  await deleteEventWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "event", deleted: true })
}
