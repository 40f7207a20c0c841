import { attendeeUnitsOfOrder, entitlesToTickets, ownerOfOrder, validUnitsOfOrder, type TicketOrder } from "./attendee-units"
import type { AttendeeRow, TicketTypeOfVariant } from "./types"

export type AttendeeRepairs = {
  /** Orders with a ticket that has no attendee, or whose attendees belong to an owner from before a transfer. */
  record: string[]
  /** Canceled orders that still have valid attendees. */
  cancel: string[]
  /** Orders with more valid attendees than tickets that were not returned. */
  reduce: string[]
}

/** Compares orders with the attendees made from them and says which orders need work. */
export function attendeeRepairs(
  orders: TicketOrder[],
  ticketTypes: TicketTypeOfVariant[],
  attendees: AttendeeRow[]
): AttendeeRepairs {
  const byOrder = new Map<string, AttendeeRow[]>()
  for (const attendee of attendees) {
    byOrder.set(attendee.order_id, [...(byOrder.get(attendee.order_id) ?? []), attendee])
  }

  const repairs: AttendeeRepairs = { record: [], cancel: [], reduce: [] }
  for (const order of orders) {
    const existing = byOrder.get(order.id) ?? []
    if (order.status === "canceled") {
      if (existing.some((attendee) => attendee.status === "active")) {
        repairs.cancel.push(order.id)
      }
      continue
    }
    if (!entitlesToTickets(order)) {
      continue
    }
    const known = new Set(existing.map((attendee) => `${attendee.order_line_item_id}:${attendee.unit}`))
    const owner = ownerOfOrder(order)
    if (
      attendeeUnitsOfOrder(order, ticketTypes).some((unit) => !known.has(`${unit.order_line_item_id}:${unit.unit}`)) ||
      existing.some((attendee) => attendee.customer_id !== owner.customer_id || attendee.email !== owner.email)
    ) {
      repairs.record.push(order.id)
    }
    const active = (line: string) => existing.filter((attendee) => attendee.order_line_item_id === line && attendee.status === "active").length
    if (validUnitsOfOrder(order, existing).some(({ order_line_item_id, valid }) => active(order_line_item_id) > valid)) {
      repairs.reduce.push(order.id)
    }
  }
  return repairs
}
