import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { cancelReturnedAttendeesStep } from "../steps/cancel-returned-attendees"

/** Takes the tickets and seats back that were returned or refunded, once however often it runs. Answers what it changed. */
export const cancelReturnedAttendeesWorkflow = createWorkflow("cancel-returned-attendees", (input: { order_ids: string[] }) => {
  const canceled = cancelReturnedAttendeesStep(input)
  emitEventStep({ eventName: "program_attendee.canceled", data: canceled.attendees })
  emitEventStep({ eventName: "program_registration.canceled", data: canceled.registrations }).config({
    name: "emit-registrations-canceled",
  })
  return new WorkflowResponse(canceled)
})
