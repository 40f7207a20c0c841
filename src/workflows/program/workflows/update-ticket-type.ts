import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { updateTicketTypeStep, type UpdateTicketTypeStepInput } from "../steps/update-ticket-type"

/** Error: `ticket_type_not_found`. */
export const updateTicketTypeWorkflow = createWorkflow(
  "update-program-ticket-type",
  (input: UpdateTicketTypeStepInput) => {
    const ticketType = updateTicketTypeStep(input)
    emitEventStep({
      eventName: "program_ticket_type.updated",
      data: { id: ticketType.id, event_id: ticketType.event_id },
    })
    return new WorkflowResponse(ticketType)
  }
)
