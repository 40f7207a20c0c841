import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { CreateEventInput } from "../../../modules/program"
import { createEventStep } from "../steps/create-event"

/** Errors: `invalid_request`, `handle_taken`. */
export const createEventWorkflow = createWorkflow("create-program-event", (input: CreateEventInput) => {
  const event = createEventStep(input)
  emitEventStep({ eventName: "program_event.created", data: { id: event.id } })
  return new WorkflowResponse(event)
})
