import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { attendeeUnitsOfOrder } from "../../../modules/program/attendee-units"
import { programOf } from "../container"
import { listTicketOrders } from "../ticket-orders"

/**
 * Reads the orders as they are now, not as they were when somebody asked: a canceled order makes no attendees.
 * Only the attendees made by this very run are answered and, if need be, taken back.
 */
export const recordOrderAttendeesStep = createStep(
  "record-order-attendees",
  async ({ order_ids }: { order_ids: string[] }, { container }) => {
    const program = programOf(container)
    const orders = await listTicketOrders(container, { filters: { id: order_ids } })
    const variantIds = orders.flatMap((order) => order.items.flatMap((item) => item.variant_id ?? []))
    const ticketTypes = await program.listTicketTypesByVariant(variantIds)
    const units = orders.flatMap((order) => attendeeUnitsOfOrder(order, ticketTypes))
    const created = await program.recordAttendees(units)
    return new StepResponse(created, created.map((attendee) => attendee.id))
  },
  async (ids, { container }) => {
    if (ids?.length) {
      await programOf(container).deleteProgramAttendees(ids)
    }
  }
)
