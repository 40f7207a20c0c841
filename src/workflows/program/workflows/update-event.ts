import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { updateEventStep, type UpdateEventStepInput } from "../steps/update-event"

/** Errors: `event_not_found`, `invalid_request`, `handle_taken`. */
export const updateEventWorkflow = createWorkflow("update-program-event", (input: UpdateEventStepInput) => {
  const event = updateEventStep(input)
  emitEventStep({ eventName: "program_event.updated", data: { id: event.id } })
  return new WorkflowResponse(event)
})
