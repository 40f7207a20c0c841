import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { programOf } from "../container"

/** Takes the tickets and seats of canceled orders back. */
export const cancelOrderAttendeesStep = createStep(
  "cancel-order-attendees",
  async ({ order_ids }: { order_ids: string[] }, { container }) => {
    const canceled = await programOf(container).cancelAttendeesOfOrders(order_ids)
    return new StepResponse(canceled, canceled)
  },
  async (canceled, { container }) => {
    if (canceled?.attendees.length) {
      await programOf(container).reinstateAttendees(canceled)
    }
  }
)
