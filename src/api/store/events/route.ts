import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { toStoreEvents } from "./load-store-events"
import type { EventRow } from "./store-event"
import type { StoreGetEventsParamsType } from "./validators"

/** Published events, the earliest first; prices when `regionId` is given. Error: `region_not_found`. */
export const GET = async (req: AuthenticatedMedusaRequest<unknown, StoreGetEventsParamsType>, res: MedusaResponse) => {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { fields, pagination } = req.queryConfig
  const { data, metadata } = await query.graph({
    entity: "program_event",
    fields,
    filters: { status: "published" },
    pagination: { ...pagination, order: { starts_at: "ASC", id: "ASC" } },
  })
  const events = await toStoreEvents(req.scope, data as unknown as EventRow[], {
    regionId: req.validatedQuery.regionId,
    customerId: req.auth_context?.actor_id,
  })
  res.json({ events, count: metadata?.count ?? 0, offset: metadata?.skip ?? 0, limit: metadata?.take ?? 0 })
}
