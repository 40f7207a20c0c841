import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { cancelOrderAttendeesStep } from "../steps/cancel-order-attendees"

/** Takes the tickets and seats of canceled orders back, once however often it runs. Answers what it changed. */
export const cancelOrderAttendeesWorkflow = createWorkflow("cancel-order-attendees", (input: { order_ids: string[] }) => {
  const canceled = cancelOrderAttendeesStep(input)
  emitEventStep({ eventName: "program_attendee.canceled", data: canceled.attendees })
  emitEventStep({ eventName: "program_registration.canceled", data: canceled.registrations }).config({
    name: "emit-registrations-canceled",
  })
  return new WorkflowResponse(canceled)
})
