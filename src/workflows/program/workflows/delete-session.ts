import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { deleteSessionStep } from "../steps/delete-session"

/** Errors: `session_not_found`, `session_has_registrations`. */
export const deleteSessionWorkflow = createWorkflow("delete-program-session", (input: { id: string }) => {
  const session = deleteSessionStep(input)
  emitEventStep({ eventName: "program_session.deleted", data: { id: session.id } })
  return new WorkflowResponse(session)
})
