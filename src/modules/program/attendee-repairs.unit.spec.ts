import { attendeeRepairs } from "./attendee-repairs"
import type { TicketOrder } from "./attendee-units"
import type { AttendeeRow, TicketTypeOfVariant } from "./types"

const ticketType: TicketTypeOfVariant = { id: "tictype_1", event_id: "evt_1", product_variant_id: "variant_1", tier: "STANDARD", name: "Day" }

const order = (id: string, changes: Partial<TicketOrder> = {}): TicketOrder => ({
  id,
  status: "pending",
  is_draft_order: false,
  customer_id: "cus_1",
  email: "ada@example.com",
  items: [{ id: `line_${id}`, variant_id: "variant_1", quantity: 2 }],
  ...changes,
})

const attendee = (id: string, unit: number, changes: Partial<AttendeeRow> = {}): AttendeeRow => ({
  order_id: id,
  order_line_item_id: `line_${id}`,
  unit,
  customer_id: "cus_1",
  email: "ada@example.com",
  status: "active",
  ...changes,
})

describe("attendeeRepairs", () => {
  it("leaves an order alone whose attendees are all there", () => {
    expect(attendeeRepairs([order("a")], [ticketType], [attendee("a", 0), attendee("a", 1)])).toEqual({ record: [], cancel: [], reduce: [] })
  })

  it("finds an order with a ticket missing", () => {
    expect(attendeeRepairs([order("a"), order("b")], [ticketType], [attendee("a", 0)]).record).toEqual(["a", "b"])
  })

  it("does not bring a canceled ticket back", () => {
    const canceled = attendee("a", 1, { status: "canceled" })
    expect(attendeeRepairs([order("a")], [ticketType], [attendee("a", 0), canceled]).record).toEqual([])
  })

  it("finds a canceled order with a valid ticket, and only that", () => {
    const orders = [order("a", { status: "canceled" }), order("b", { status: "canceled" })]
    const attendees = [attendee("a", 0), attendee("b", 0, { status: "canceled" })]
    expect(attendeeRepairs(orders, [ticketType], attendees)).toEqual({ record: [], cancel: ["a"], reduce: [] })
  })

  it("finds an order with more valid tickets than were kept", () => {
    const returned = (count: number) => order("a", { items: [{ id: "line_a", variant_id: "variant_1", quantity: 2, returned: count }] })
    const attendees = [attendee("a", 0), attendee("a", 1)]
    expect(attendeeRepairs([returned(0)], [ticketType], attendees).reduce).toEqual([])
    expect(attendeeRepairs([returned(1)], [ticketType], attendees)).toEqual({ record: [], cancel: [], reduce: ["a"] })
    expect(attendeeRepairs([returned(1)], [ticketType], [attendee("a", 0), attendee("a", 1, { status: "canceled" })]).reduce).toEqual([])
  })

  it("finds an order that a ticket's line was taken off, once", () => {
    const emptied = order("a", { items: [{ id: "line_shirt", variant_id: "other", quantity: 1 }] })
    expect(attendeeRepairs([emptied], [ticketType], [attendee("a", 0)])).toEqual({ record: [], cancel: [], reduce: ["a"] })
    expect(attendeeRepairs([emptied], [ticketType], [attendee("a", 0, { status: "canceled" })]).reduce).toEqual([])
  })

  it("finds an order that was transferred to another customer", () => {
    const moved = order("a", { customer_id: "cus_2" })
    expect(attendeeRepairs([moved], [ticketType], [attendee("a", 0), attendee("a", 1)]).record).toEqual(["a"])
  })

  it("ignores drafts and orders without tickets", () => {
    const orders = [order("a", { is_draft_order: true }), order("b", { items: [{ id: "line_b", variant_id: "other", quantity: 1 }] })]
    expect(attendeeRepairs(orders, [ticketType], [])).toEqual({ record: [], cancel: [], reduce: [] })
  })
})
