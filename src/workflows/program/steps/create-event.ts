import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CreateEventInput } from "../../../modules/program"
import { programOf } from "../container"

export const createEventStep = createStep(
  "create-program-event",
  async (input: CreateEventInput, { container }) => {
    const event = await programOf(container).createEvent(input)
    return new StepResponse(event, event.id)
  },
  async (id, { container }) => {
    if (id) {
      await programOf(container).deleteProgramEvents([id])
    }
  }
)
