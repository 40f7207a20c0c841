import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { RegisterSeatInput } from "../../../modules/program"
import { programOf } from "../container"

/** Errors: `session_not_found`, `attendee_required`, `session_ended`, `session_full`. */
export const registerSeatStep = createStep(
  "register-seat",
  async (input: RegisterSeatInput, { container }) => {
    const result = await programOf(container).registerSeat(input)
    return new StepResponse(result, result)
  },
  async (result, { container }) => {
    if (result?.created) {
      const { session_id, attendee_id } = result.registration
      await programOf(container).cancelSeat({ session_id, attendee_id })
    }
  }
)
