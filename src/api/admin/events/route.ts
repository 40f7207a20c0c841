import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createEventWorkflow } from "../../../workflows/program"
import { retrieveAdminEvent } from "./admin-event"
import type { AdminCreateEventType, AdminGetEventsParamsType } from "./validators"

/** Lists events, the latest start first unless `order` says otherwise. */
export const GET = async (req: AuthenticatedMedusaRequest<unknown, AdminGetEventsParamsType>, res: MedusaResponse) => {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { fields, pagination } = req.queryConfig
  const { upcoming, ...filters } = req.filterableFields as AdminGetEventsParamsType
  const { data: events, metadata } = await query.graph({
    entity: "program_event",
    fields,
    filters: { ...filters, ...(upcoming ? { ends_at: { $gt: new Date() } } : {}) },
    pagination: { ...pagination, order: pagination.order ?? { starts_at: "DESC", id: "ASC" } },
  })
  res.json({ events, count: metadata?.count ?? 0, offset: metadata?.skip ?? 0, limit: metadata?.take ?? 0 })
}

/** Makes an event, a draft unless `status` says otherwise. Errors: `invalid_request`, `handle_taken`. */
export const POST = async (req: AuthenticatedMedusaRequest<AdminCreateEventType>, res: MedusaResponse) => {
  const { result } = await createEventWorkflow(req.scope).run({ input: req.validatedBody })
  res.json({ event: await retrieveAdminEvent(req.scope, result.id) })
}
