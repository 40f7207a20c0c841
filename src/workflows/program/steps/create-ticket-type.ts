import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CreateTicketTypeInput } from "../../../modules/program"
import { programOf } from "../container"

export const createTicketTypeStep = createStep(
  "create-program-ticket-type",
  async (input: CreateTicketTypeInput, { container }) => {
    const ticketType = await programOf(container).createTicketType(input)
    return new StepResponse(ticketType, ticketType.id)
  },
  async (id, { container }) => {
    if (id) {
      await programOf(container).deleteProgramTicketTypes([id])
    }
  }
)
