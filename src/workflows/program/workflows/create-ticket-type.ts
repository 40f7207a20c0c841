import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { CreateTicketTypeInput } from "../../../modules/program"
import { createTicketTypeStep } from "../steps/create-ticket-type"
import { validateTicketVariantStep } from "../steps/validate-ticket-variant"

/** Errors: `event_not_found`, `variant_not_found`, `variant_is_offer`, `variant_already_mapped`. */
export const createTicketTypeWorkflow = createWorkflow("create-program-ticket-type", (input: CreateTicketTypeInput) => {
  validateTicketVariantStep(input)
  const ticketType = createTicketTypeStep(input)
  emitEventStep({
    eventName: "program_ticket_type.created",
    data: { id: ticketType.id, event_id: ticketType.event_id },
  })
  return new WorkflowResponse(ticketType)
})
