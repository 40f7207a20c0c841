import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { RegistrationRef } from "../../../../../modules/program"
import { cancelRegistrationWorkflow, registerSeatWorkflow } from "../../../../../workflows/program"
import type { StoreRegistrationType } from "../../validators"

const toStoreRegistration = ({ id, session_id, attendee_id, status }: RegistrationRef) => ({
  id,
  sessionId: session_id,
  attendeeId: attendee_id,
  status,
})

/** Takes a seat for a ticket of the customer; asking again answers the same seat. Errors: `session_not_found`, `attendee_required`, `session_ended`, `session_full`. */
export const POST = async (req: AuthenticatedMedusaRequest<StoreRegistrationType>, res: MedusaResponse) => {
  const { result } = await registerSeatWorkflow(req.scope).run({
    input: {
      session_id: req.params.id,
      customer_id: req.auth_context.actor_id,
      attendee_id: req.validatedBody.attendeeId,
    },
  })
  res.json({ registration: toStoreRegistration(result) })
}

/** Gives the customer's seat back; asking again answers the same. Error: `registration_not_found`. */
export const DELETE = async (req: AuthenticatedMedusaRequest<unknown, StoreRegistrationType>, res: MedusaResponse) => {
  const { result } = await cancelRegistrationWorkflow(req.scope).run({
    input: {
      session_id: req.params.id,
      customer_id: req.auth_context.actor_id,
      attendee_id: req.validatedQuery.attendeeId,
    },
  })
  res.json({ registration: toStoreRegistration(result) })
}
