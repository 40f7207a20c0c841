import { returnedUnits } from "./returned-units"

describe("returnedUnits", () => {
  it.each([
    ["an order nobody touched", "pending", {}, { refunded: 0, restocked: 0 }],
    ["a cancelled order", "canceled", {}, { refunded: 3, restocked: 3 }],
    ["a return received", "completed", { return_received_quantity: 2 }, { refunded: 2, restocked: 2 }],
    ["a damaged return", "completed", { return_received_quantity: 1, return_dismissed_quantity: 1 }, { refunded: 2, restocked: 1 }],
    ["a claim", "completed", { written_off_quantity: 1 }, { refunded: 1, restocked: 0 }],
  ])("%s", (_case, status, detail, expected) => {
    expect(returnedUnits({ status }, { quantity: 3, detail })).toMatchObject(expected)
  })
})
