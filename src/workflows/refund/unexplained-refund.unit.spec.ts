import { isOfferRefund, noteOf } from "./refund-note"
import { returnedElsewhere } from "./unexplained-refund"

const paid = (amount: number, refunds: { amount: number; note?: string | null }[], captured = amount) => [
  { payments: [{ captures: [{ amount: captured }], refunds }] },
]

describe("money that went back without saying what for", () => {
  it("is what the payment panel sent", () => {
    const order = { status: "pending", payment_collections: paid(100, [{ amount: 30, note: null }, { amount: 5, note: "was late" }]) }
    expect(returnedElsewhere(order)).toBe("35")
    expect(returnedElsewhere({ status: "pending" })).toBe("0")
  })

  it("is not what was sent for units of an offer", () => {
    const note = noteOf({ id: "offref_1", note: "was ill" })
    expect(returnedElsewhere({ status: "pending", payment_collections: paid(100, [{ amount: 30, note }, { amount: 5 }]) })).toBe("5")
  })

  it("is not what came back by a return is worth, nor less than nothing", () => {
    const items = [{ return_received_total: 20, return_dismissed_total: 4 }, { write_off_total: 1 }, null]
    expect(returnedElsewhere({ status: "pending", items, payment_collections: paid(100, [{ amount: 30 }]) })).toBe("5")
    expect(returnedElsewhere({ status: "pending", items, payment_collections: paid(100, [{ amount: 10 }]) })).toBe("0")
  })

  it("is not what was taken for no order: refused at first, or paid twice", () => {
    const [{ payments }] = paid(100, [{ amount: 5 }])
    const dropped = ["Refunded due to cart completion failure", "The cart was paid twice"].flatMap((note) => paid(100, [{ amount: 100, note }])[0].payments)
    expect(returnedElsewhere({ status: "pending", payment_collections: [{ payments: [...dropped, ...payments] }] })).toBe("5")
  })

  it("is nothing where everything came back", () => {
    expect(returnedElsewhere({ status: "pending", payment_collections: paid(100, [{ amount: 100 }]) })).toBe("0")
    expect(returnedElsewhere({ status: "canceled", payment_collections: paid(100, [{ amount: 30 }]) })).toBe("0")
  })
})

it("knows its own refunds by their note", () => {
  const note = noteOf({ id: "offref_1", note: null })
  expect(isOfferRefund(note)).toBe(true)
  expect(isOfferRefund(note, "offref_1")).toBe(true)
  expect(isOfferRefund(note, "offref_2")).toBe(false)
  expect(isOfferRefund("Customer wasn't happy")).toBe(false)
  expect(isOfferRefund(null)).toBe(false)
})
