import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { RegisterSeatInput } from "../../../modules/program"
import { registerSeatStep } from "../steps/register-seat"

/** Takes a seat. Errors: `session_not_found`, `attendee_required`, `session_ended`, `session_full`. */
export const registerSeatWorkflow = createWorkflow("register-seat", (input: RegisterSeatInput) => {
  const result = registerSeatStep(input)
  const created = transform({ result }, ({ result }) => (result.created ? [result.registration] : []))
  emitEventStep({ eventName: "program_registration.created", data: created })
  return new WorkflowResponse(result.registration)
})
