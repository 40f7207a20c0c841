import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CreateSessionInput } from "../../../modules/program"
import { programOf } from "../container"

export const createSessionStep = createStep(
  "create-program-session",
  async (input: CreateSessionInput, { container }) => {
    const session = await programOf(container).createSession(input)
    return new StepResponse(session, session.id)
  },
  async (id, { container }) => {
    if (id) {
      await programOf(container).deleteProgramSessions([id])
    }
  }
)
