import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CancelSeatInput } from "../../../modules/program"
import { programOf } from "../container"

/** Error: `registration_not_found`. */
export const cancelRegistrationStep = createStep(
  "cancel-registration",
  async (input: CancelSeatInput, { container }) => {
    const result = await programOf(container).cancelSeat(input)
    return new StepResponse(result, result)
  },
  async (result, { container }) => {
    if (result?.canceled) {
      await programOf(container).reviveSeat(result.registration)
    }
  }
)
