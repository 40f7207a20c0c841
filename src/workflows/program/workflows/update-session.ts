import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { updateSessionStep, type UpdateSessionStepInput } from "../steps/update-session"

/** Errors: `session_not_found`, `invalid_request`. */
export const updateSessionWorkflow = createWorkflow("update-program-session", (input: UpdateSessionStepInput) => {
  const session = updateSessionStep(input)
  emitEventStep({ eventName: "program_session.updated", data: { id: session.id, event_id: session.event_id } })
  return new WorkflowResponse(session)
})
