import { attendeeUnitsOfOrder, validUnitsOfOrder, type TicketOrder } from "./attendee-units"
import type { TicketTypeOfVariant } from "./types"

const vip: TicketTypeOfVariant = { id: "tictype_vip", event_id: "evt_1", product_variant_id: "variant_vip", tier: "VIP", name: "VIP" }

const order = (changes: Partial<TicketOrder> = {}): TicketOrder => ({
  id: "order_1",
  status: "pending",
  is_draft_order: false,
  customer_id: "cus_1",
  email: "ada@example.com",
  billing_address: null,
  shipping_address: { first_name: "Ada", last_name: null },
  items: [
    { id: "line_1", variant_id: "variant_vip", quantity: 2 },
    { id: "line_2", variant_id: "variant_shirt", quantity: 3 },
    { id: "line_3", variant_id: null, quantity: 1 },
  ],
  ...changes,
})

describe("attendeeUnitsOfOrder", () => {
  it("makes one unit for each ticket and nothing for other lines", () => {
    const unit = {
      event_id: "evt_1",
      ticket_type_id: "tictype_vip",
      order_id: "order_1",
      order_line_item_id: "line_1",
      customer_id: "cus_1",
      email: "ada@example.com",
      name: "Ada",
      tier: "VIP",
    }
    expect(attendeeUnitsOfOrder(order(), [vip])).toEqual([
      { ...unit, unit: 0 },
      { ...unit, unit: 1 },
    ])
  })

  it("prefers the name on the bill", () => {
    const billed = order({ billing_address: { first_name: "Grace", last_name: "Hopper" } })
    expect(attendeeUnitsOfOrder(billed, [vip])[0].name).toBe("Grace Hopper")
    expect(attendeeUnitsOfOrder(order({ shipping_address: null }), [vip])[0].name).toBeNull()
  })

  it.each([{ status: "canceled" }, { status: "draft" }, { is_draft_order: true }])("makes nothing for %j", (changes) => {
    expect(attendeeUnitsOfOrder(order(changes), [vip])).toEqual([])
  })
})

describe("validUnitsOfOrder", () => {
  const attendee = (order_id: string, order_line_item_id: string) => ({ order_id, order_line_item_id })
  const valid = (...args: Parameters<typeof validUnitsOfOrder>) =>
    Object.fromEntries(validUnitsOfOrder(...args).map(({ order_line_item_id, valid }) => [order_line_item_id, valid]))

  it("counts what was not returned", () => {
    const items = [
      { id: "line_1", variant_id: "variant_vip", quantity: 3, returned: 1 },
      { id: "line_2", variant_id: "variant_vip", quantity: 1, returned: 2 },
    ]
    expect(valid(order({ items }), [attendee("order_1", "line_1")])).toEqual({ line_1: 2, line_2: 0 })
  })

  it("keeps no ticket of a line that the order has no more, and minds no other order's", () => {
    const attendees = [attendee("order_1", "line_1"), attendee("order_1", "line_gone"), attendee("order_1", "line_gone"), attendee("order_2", "line_9")]
    expect(valid(order(), attendees)).toEqual({ line_1: 2, line_2: 3, line_3: 1, line_gone: 0 })
  })
})
