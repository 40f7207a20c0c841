import { isRefundedInFull, lineState, totalOfLine } from "./returned-units"

const paid = (captured: number, ...refunds: number[]) => ({
  currency_code: "eur",
  payment_collections: [{ payments: [{ captures: [{ amount: captured }], refunds: refunds.map((amount) => ({ amount })) }] }],
})

describe("lineState", () => {
  it.each([
    ["an order nobody touched", "pending", {}, { canceled: false, paid_back: false, fulfilled: 0, received: 0, lost: 0 }],
    ["a cancelled order", "canceled", {}, { canceled: true }],
    ["a return received", "completed", { fulfilled_quantity: 3, return_received_quantity: 2 }, { fulfilled: 3, received: 2, lost: 0 }],
    ["a damaged return", "completed", { return_received_quantity: 1, return_dismissed_quantity: 1 }, { received: 1, lost: 1 }],
    ["a claim", "completed", { written_off_quantity: 1 }, { received: 0, lost: 1 }],
  ])("%s", (_case, status, detail, expected) => {
    expect(lineState({ status }, { id: "ordli_1", detail })).toMatchObject({ order_line_item_id: "ordli_1", ...expected })
  })
})

describe("what a line's units cost", () => {
  it.each<[string, Parameters<typeof totalOfLine>[0], string | null]>([
    ["as Medusa says", { id: "ordli_1", quantity: 3, total: 107.1 }, "107.1"],
    ["with those that came back, of which Medusa's total says nothing", { id: "ordli_1", quantity: 3, total: 35.7, detail: { return_received_quantity: 1, return_dismissed_quantity: 1 } }, "107.1"],
    ["with those written off, which Medusa's total counts", { id: "ordli_1", quantity: 2, total: 71.4, detail: { written_off_quantity: 1 } }, "71.4"],
    ["unknown when all came back", { id: "ordli_1", quantity: 1, total: 0, detail: { return_received_quantity: 1 } }, null],
    ["unknown when nobody asked", { id: "ordli_1", quantity: 1 }, null],
  ])("%s", (_case, item, expected) => {
    expect(totalOfLine(item)).toBe(expected)
  })
})

describe("money that went back in full", () => {
  it.each<[string, ReturnType<typeof paid>, boolean]>([
    ["all of it", paid(100, 40, 60), true],
    ["all but a cent", paid(100, 99.99), false],
    ["all that could be charged of an amount with more decimals", paid(19.992, 19.99), true],
    ["nothing of nothing", paid(0), false],
  ])("%s", (_case, order, expected) => {
    expect(isRefundedInFull(order)).toBe(expected)
  })
})
