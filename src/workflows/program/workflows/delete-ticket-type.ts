import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { deleteTicketTypeStep } from "../steps/delete-ticket-type"

/** Errors: `ticket_type_not_found`, `ticket_type_has_attendees`. */
export const deleteTicketTypeWorkflow = createWorkflow("delete-program-ticket-type", (input: { id: string }) => {
  const ticketType = deleteTicketTypeStep(input)
  emitEventStep({ eventName: "program_ticket_type.deleted", data: { id: ticketType.id } })
  return new WorkflowResponse(ticketType)
})
