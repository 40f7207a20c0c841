import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { programOf } from "../container"

export const deleteEventStep = createStep(
  "delete-program-event",
  async ({ id }: { id: string }, { container }) => {
    const deletedAt = await programOf(container).deleteEvent(id)
    return new StepResponse({ id }, { id, deletedAt })
  },
  async (undo, { container }) => {
    if (undo) {
      await programOf(container).restoreEvent(undo.id, undo.deletedAt)
    }
  }
)
