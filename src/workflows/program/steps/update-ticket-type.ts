import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { UpdateTicketTypeInput } from "../../../modules/program"
import { programOf } from "../container"

export type UpdateTicketTypeStepInput = { id: string; data: UpdateTicketTypeInput }

export const updateTicketTypeStep = createStep(
  "update-program-ticket-type",
  async ({ id, data }: UpdateTicketTypeStepInput, { container }) => {
    const { event_id, ...previous } = await programOf(container).updateTicketType(id, data)
    return new StepResponse({ id, event_id }, { id, previous })
  },
  async (undo, { container }) => {
    if (undo) {
      await programOf(container).updateProgramTicketTypes({ id: undo.id, ...undo.previous })
    }
  }
)
