import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { CancelSeatInput } from "../../../modules/program"
import { cancelRegistrationStep } from "../steps/cancel-registration"

/** Gives a seat back. Error: `registration_not_found`. */
export const cancelRegistrationWorkflow = createWorkflow("cancel-registration", (input: CancelSeatInput) => {
  const result = cancelRegistrationStep(input)
  const canceled = transform({ result }, ({ result }) => (result.canceled ? [result.registration] : []))
  emitEventStep({ eventName: "program_registration.canceled", data: canceled })
  return new WorkflowResponse(result.registration)
})
