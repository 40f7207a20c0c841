import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { eventNotFound } from "../../../../modules/program/errors"
import { toStoreEvents } from "../load-store-events"
import type { EventRow } from "../store-event"
import type { StoreGetEventParamsType } from "../validators"

/** A published event by id or handle; prices when `regionId` is given. Errors: `event_not_found`, `region_not_found`. */
export const GET = async (req: AuthenticatedMedusaRequest<unknown, StoreGetEventParamsType>, res: MedusaResponse) => {
  const { idOrHandle } = req.params
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "program_event",
    fields: req.queryConfig.fields,
    // A handle has no underscore and an id always has one.
    filters: { status: "published", ...(idOrHandle.includes("_") ? { id: idOrHandle } : { handle: idOrHandle }) },
  })
  if (!data.length) {
    throw eventNotFound(idOrHandle)
  }
  const [event] = await toStoreEvents(req.scope, data as unknown as EventRow[], {
    regionId: req.validatedQuery.regionId,
    customerId: req.auth_context?.actor_id,
  })
  res.json({ event })
}
