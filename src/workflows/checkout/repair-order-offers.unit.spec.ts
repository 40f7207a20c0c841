import { ordersToRepair } from "./repair-order-offers"

type Args = Parameters<typeof ordersToRepair>
type Order = Args[0][number]
type Purchase = Args[2][number]

const order = (items: Order["items"], more: Partial<Order> = {}): Order => ({
  id: "order_1",
  status: "pending",
  is_draft_order: false,
  customer_id: "cus_1",
  email: "ada@example.com",
  updated_at: new Date(),
  items,
  ...more,
})
const item = (more: Partial<Order["items"][number]> = {}): Order["items"][number] => ({ id: "ordli_1", variant_id: "variant_1", quantity: 3, total: 90, ...more })
const purchase = (more: Partial<Purchase> = {}): Purchase => ({
  id: "offpur_1",
  order_id: "order_1",
  order_line_item_id: "ordli_1",
  customer_id: "cus_1",
  email: "ada@example.com",
  quantity: 3,
  total: 90,
  refunded_quantity: 0,
  restocked_quantity: 0,
  removed_quantity: 0,
  net_removed_quantity: 0,
  delivery_method: "MANUAL",
  status: "PENDING",
  ...more,
})

describe("orders that say something else than their purchases", () => {
  it.each<[string, Order, Purchase[], boolean]>([
    ["the same", order([item()]), [purchase()], false],
    ["a sale nobody wrote down", order([item()]), [], true],
    ["another owner", order([item()], { customer_id: "cus_2" }), [purchase()], true],
    ["units taken off", order([item({ quantity: 2, total: 60 })]), [purchase()], true],
    ["units taken off and given back", order([item({ quantity: 2, total: 60 })]), [purchase({ removed_quantity: 1, net_removed_quantity: 1, refunded_quantity: 1, restocked_quantity: 1 })], false],
    ["another price", order([item({ total: 75 })]), [purchase()], true],
    ["a return, of which Medusa's total says nothing, not told yet", order([item({ total: 60, detail: { return_received_quantity: 1 } })]), [purchase()], true],
    ["the same, told", order([item({ total: 60, detail: { return_received_quantity: 1 } })]), [purchase({ refunded_quantity: 1, restocked_quantity: 1 })], false],
    ["a line taken off", order([]), [purchase()], true],
    ["a line taken off and not given back", order([]), [purchase({ removed_quantity: 3, net_removed_quantity: 3 })], true],
    ["a line taken off and given back", order([]), [purchase({ removed_quantity: 3, net_removed_quantity: 3, refunded_quantity: 3 })], false],
    ["a draft", order([], { is_draft_order: true }), [purchase()], false],
  ])("%s", (_case, one, purchases, expected) => {
    const offers = [{ variant_id: "variant_1", variant_linked: false }]
    expect(ordersToRepair([one], offers, purchases, [], new Map())).toEqual(expected ? ["order_1"] : [])
  })
})
