import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sessionNotFound } from "../../../../modules/program/errors"
import { programOf } from "../../../../workflows/program/container"
import { toStoreSession, type SessionRow } from "../../events/store-event"

type SessionWithEvent = SessionRow & { event: { id: string; handle: string; title: string; time_zone: string } }

/** A session of a published event, with its event. Error: `session_not_found`. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { id } = req.params
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "program_session",
    fields: req.queryConfig.fields,
    filters: { id, event: { status: "published" } } as never,
  })
  const session = data[0] as unknown as SessionWithEvent | undefined
  if (!session) {
    throw sessionNotFound(id)
  }
  const taken = await programOf(req.scope).countRegistrations([id])
  const { event } = session
  res.json({
    session: {
      ...toStoreSession(session, taken.get(id) ?? 0),
      event: { id: event.id, handle: event.handle, title: event.title, timeZone: event.time_zone },
    },
  })
}
