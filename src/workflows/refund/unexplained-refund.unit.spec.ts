import { isOfferRefund, noteOf } from "./refund-note"
import { returnedElsewhere } from "./unexplained-refund"

const paid = (amount: number, refunds: { amount: number; note?: string | null }[], captured = amount) => [
  { payments: [{ captures: [{ amount: captured }], refunds }] },
]

/** An order of 100 that costs so much today, the refunds that Medusa made good by credit lines included. */
const order = (total: number, payment_collections: ReturnType<typeof paid>, more: object = {}) => ({
  status: "pending",
  currency_code: "eur",
  total: total - 10,
  credit_line_total: 10,
  payment_collections,
  ...more,
})

describe("money that went back without saying what for", () => {
  it("is what the payment panel sent", () => {
    expect(returnedElsewhere(order(100, paid(100, [{ amount: 30, note: null }, { amount: 5, note: "was late" }])))).toBe("35")
    expect(returnedElsewhere({ status: "pending" })).toBe("0")
  })

  it("is not what was sent for units of an offer", () => {
    const note = noteOf({ id: "offref_1", note: "was ill" })
    expect(returnedElsewhere(order(100, paid(100, [{ amount: 30, note }, { amount: 5 }])))).toBe("5")
  })

  it("is not what a return or an edit made the order owe, nor less than nothing", () => {
    expect(returnedElsewhere(order(76, paid(100, [{ amount: 30 }])))).toBe("6")
    expect(returnedElsewhere(order(76, paid(100, [{ amount: 10 }])))).toBe("0")
    expect(returnedElsewhere(order(120, paid(100, [{ amount: 10 }])))).toBe("10")
  })

  it("is not what was written off by a claim", () => {
    expect(returnedElsewhere(order(100, paid(100, [{ amount: 30 }]), { items: [{ write_off_total: 24 }, null] }))).toBe("6")
  })

  it("counts money once that was refunded here for units that an edit took off afterwards", () => {
    const note = noteOf({ id: "offref_1", note: null })
    const edited = order(70, paid(100, [{ amount: 30, note }, { amount: 5 }]))
    expect(returnedElsewhere(edited, "30")).toBe("5")
    expect(returnedElsewhere(edited, "0")).toBe("0")
  })

  it("is not the part of a coin that a charge was rounded by", () => {
    expect(returnedElsewhere(order(9.996, paid(19.99, [{ amount: 10 }])))).toBe("0")
  })

  it("is not what was taken for no order: refused at first, or paid twice", () => {
    const [{ payments }] = paid(100, [{ amount: 5 }])
    const dropped = ["Refunded due to cart completion failure", "The cart was paid twice"].flatMap((note) => paid(100, [{ amount: 100, note }])[0].payments)
    expect(returnedElsewhere(order(100, [{ payments: [...dropped, ...payments] }]))).toBe("5")
  })

  it("is nothing where everything came back", () => {
    expect(returnedElsewhere(order(100, paid(100, [{ amount: 100 }])))).toBe("0")
    expect(returnedElsewhere(order(100, paid(100, [{ amount: 30 }]), { status: "canceled" }))).toBe("0")
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
