import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { programOf } from "../container"

export const deleteTicketTypeStep = createStep(
  "delete-program-ticket-type",
  async ({ id }: { id: string }, { container }) => {
    await programOf(container).deleteTicketType(id)
    return new StepResponse({ id }, id)
  },
  async (id, { container }) => {
    if (id) {
      await programOf(container).restoreProgramTicketTypes([id])
    }
  }
)
