import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { UpdateEventInput } from "../../../modules/program"
import { programOf } from "../container"

export type UpdateEventStepInput = { id: string; data: UpdateEventInput }

export const updateEventStep = createStep(
  "update-program-event",
  async ({ id, data }: UpdateEventStepInput, { container }) => {
    const previous = await programOf(container).updateEvent(id, data)
    return new StepResponse({ id }, { id, previous })
  },
  async (undo, { container }) => {
    if (undo) {
      await programOf(container).updateProgramEvents({ id: undo.id, ...undo.previous })
    }
  }
)
