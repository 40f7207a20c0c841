import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { recordOrderAttendeesStep } from "../steps/record-order-attendees"

/** Makes the attendees of placed orders, once for each ticket however often it runs. Answers those it made. */
export const recordOrderAttendeesWorkflow = createWorkflow("record-order-attendees", (input: { order_ids: string[] }) => {
  const created = recordOrderAttendeesStep(input)
  emitEventStep({ eventName: "program_attendee.created", data: created })
  return new WorkflowResponse(created)
})
