import type { AttendeeRow, AttendeeUnit, TicketTypeOfVariant, ValidUnits } from "./types"

type Address = { first_name?: string | null; last_name?: string | null } | null

/** The part of a Medusa order that says who may attend what. */
export type TicketOrder = {
  id: string
  status: string
  is_draft_order: boolean
  customer_id: string | null
  email: string | null
  billing_address?: Address
  shipping_address?: Address
  items: {
    id: string
    variant_id: string | null
    quantity: number
    /** Units that came back; none where that isn't known. */
    returned?: number
  }[]
}

/** Drafts are not bought yet, and canceled orders entitle to nothing. */
export function entitlesToTickets(order: Pick<TicketOrder, "status" | "is_draft_order">): boolean {
  return !order.is_draft_order && order.status !== "draft" && order.status !== "canceled"
}

function personName(address?: Address): string | null {
  return [address?.first_name, address?.last_name].filter(Boolean).join(" ").trim() || null
}

/** Who the tickets of an order belong to. */
export function ownerOfOrder(order: TicketOrder): Pick<AttendeeUnit, "customer_id" | "email" | "name"> {
  return {
    customer_id: order.customer_id,
    email: order.email,
    name: personName(order.billing_address) ?? personName(order.shipping_address),
  }
}

/** Every ticket that an order entitles to: one unit for each piece of each line whose variant is a ticket. */
export function attendeeUnitsOfOrder(order: TicketOrder, ticketTypes: TicketTypeOfVariant[]): AttendeeUnit[] {
  if (!entitlesToTickets(order)) {
    return []
  }
  const byVariant = new Map(ticketTypes.map((ticketType) => [ticketType.product_variant_id, ticketType]))
  const owner = ownerOfOrder(order)
  return order.items.flatMap((item) => {
    const ticketType = item.variant_id ? byVariant.get(item.variant_id) : undefined
    if (!ticketType) {
      return []
    }
    return Array.from({ length: Math.max(0, Math.floor(item.quantity)) }, (_, unit) => ({
      event_id: ticketType.event_id,
      ticket_type_id: ticketType.id,
      order_id: order.id,
      order_line_item_id: item.id,
      unit,
      ...owner,
      tier: ticketType.tier,
    }))
  })
}

/**
 * How many tickets of each line are still valid: what was returned, or taken off the order, entitles to nothing. A line that
 * an edit took off altogether is among the order's no more, only its attendees still name it. A canceled order is another
 * matter: all its tickets go, see `attendeeRepairs`.
 * @param attendees of any orders
 */
export function validUnitsOfOrder(order: TicketOrder, attendees: Pick<AttendeeRow, "order_id" | "order_line_item_id">[]): ValidUnits[] {
  const cause = `order_returned:${order.id}`
  const kept = order.items.map(({ id, quantity, returned = 0 }) => ({
    order_line_item_id: id,
    valid: Math.max(0, Math.floor(quantity) - returned),
    cause,
  }))
  const lines = attendees.filter(({ order_id }) => order_id === order.id).map(({ order_line_item_id }) => order_line_item_id)
  const gone = [...new Set(lines)].filter((id) => kept.every(({ order_line_item_id }) => order_line_item_id !== id))
  return [...kept, ...gone.map((order_line_item_id) => ({ order_line_item_id, valid: 0, cause }))]
}
