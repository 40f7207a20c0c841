import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { deleteEventStep } from "../steps/delete-event"
import { validateEventDeletionStep } from "../steps/validate-event-deletion"

/** Errors: `event_not_found`, `event_has_attendees`, `event_has_offers`. */
export const deleteEventWorkflow = createWorkflow("delete-program-event", (input: { id: string }) => {
  validateEventDeletionStep(input)
  const event = deleteEventStep(input)
  emitEventStep({ eventName: "program_event.deleted", data: { id: event.id } })
  return new WorkflowResponse(event)
})
