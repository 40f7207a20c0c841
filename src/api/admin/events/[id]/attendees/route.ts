import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { eventNotFound } from "../../../../../modules/program/errors"
import { programOf } from "../../../../../workflows/program/container"
import type { AdminGetEventAttendeesParamsType } from "../../validators"

/** Attendees of an event, the latest first; `q` looks in names and e-mail addresses. Error: `event_not_found`. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, AdminGetEventAttendeesParamsType>,
  res: MedusaResponse
) => {
  const { id } = req.params
  const [event] = await programOf(req.scope).listProgramEvents({ id }, { select: ["id"] })
  if (!event) {
    throw eventNotFound(id)
  }
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data: attendees, metadata } = await query.graph({
    entity: "program_attendee",
    fields: req.queryConfig.fields,
    filters: { ...req.filterableFields, event_id: id },
    pagination: { ...req.queryConfig.pagination, order: { created_at: "DESC", order_line_item_id: "ASC", unit: "ASC" } },
  })
  res.json({ attendees, count: metadata?.count ?? 0, offset: metadata?.skip ?? 0, limit: metadata?.take ?? 0 })
}
