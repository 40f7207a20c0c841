import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { CreateSessionInput } from "../../../modules/program"
import { createSessionStep } from "../steps/create-session"

/** Errors: `event_not_found`, `invalid_request`. */
export const createSessionWorkflow = createWorkflow("create-program-session", (input: CreateSessionInput) => {
  const session = createSessionStep(input)
  emitEventStep({ eventName: "program_session.created", data: { id: session.id, event_id: session.event_id } })
  return new WorkflowResponse(session)
})
