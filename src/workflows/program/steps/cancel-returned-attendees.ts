import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { entitlesToTickets, validUnitsOfOrder } from "../../../modules/program/attendee-units"
import { programOf } from "../container"
import { withReturns } from "../order-returns"
import { listTicketOrders } from "../ticket-orders"

/** Takes as many tickets and seats back as orders, as they are now, have had returned. */
export const cancelReturnedAttendeesStep = createStep(
  "cancel-returned-attendees",
  async ({ order_ids }: { order_ids: string[] }, { container }) => {
    const program = programOf(container)
    const [orders, attendees] = await Promise.all([
      listTicketOrders(container, { filters: { id: order_ids } }),
      program.listAttendeesOfOrders(order_ids),
    ])
    const entitling = (await withReturns(container, orders, attendees)).filter(entitlesToTickets)
    const lines = entitling.flatMap((order) => validUnitsOfOrder(order, attendees))
    const canceled = await program.reduceAttendees(lines)
    return new StepResponse(canceled, canceled)
  },
  async (canceled, { container }) => {
    if (canceled?.attendees.length) {
      await programOf(container).reinstateAttendees(canceled)
    }
  }
)
