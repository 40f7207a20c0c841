import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { UpdateSessionInput } from "../../../modules/program"
import { programOf } from "../container"

export type UpdateSessionStepInput = { id: string; data: UpdateSessionInput }

export const updateSessionStep = createStep(
  "update-program-session",
  async ({ id, data }: UpdateSessionStepInput, { container }) => {
    const { event_id, ...previous } = await programOf(container).updateSession(id, data)
    return new StepResponse({ id, event_id }, { id, previous })
  },
  async (undo, { container }) => {
    if (undo) {
      await programOf(container).updateProgramSessions({ id: undo.id, ...undo.previous })
    }
  }
)
