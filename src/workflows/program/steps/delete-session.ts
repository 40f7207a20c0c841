import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { programOf } from "../container"

export const deleteSessionStep = createStep(
  "delete-program-session",
  async ({ id }: { id: string }, { container }) => {
    await programOf(container).deleteSession(id)
    return new StepResponse({ id }, id)
  },
  async (id, { container }) => {
    if (id) {
      await programOf(container).restoreProgramSessions([id])
    }
  }
)
