import fc from "fast-check"
import { currencyDecimals } from "../../utils/currency-decimals"
import { amountAccounted, amountSendable, isWorthNothing, refundAmount } from "./refund-amount"

it("gives a unit's share back", () => {
  expect(refundAmount({ total: 90, quantity: 2, refunded_quantity: 0 }, 1, 2)).toBe("45")
  expect(refundAmount({ total: "100", quantity: 3, refunded_quantity: 0 }, 1, 2)).toBe("33.33")
  expect(refundAmount({ total: "100", quantity: 3, refunded_quantity: 1 }, 1, 2)).toBe("33.34")
  expect(refundAmount({ total: "1000", quantity: 3, refunded_quantity: 0 }, 1, 0)).toBe("333")
})

it("gives back exactly what was paid, in whatever steps", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }), (cents, steps) => {
      const quantity = steps.reduce((sum, step) => sum + step, 0)
      let refunded_quantity = 0
      let given = 0
      for (const step of steps) {
        const amount = Number(refundAmount({ total: (cents / 100).toFixed(2), quantity, refunded_quantity }, step, 2))
        expect(amount).toBeGreaterThanOrEqual(0)
        given += Math.round(amount * 100)
        refunded_quantity += step
      }
      expect(given).toBe(cents)
    })
  )
})

describe("money that went back elsewhere", () => {
  it("accounts for units it is enough for, and for no more", () => {
    expect(amountAccounted("45", "100", 1, 2)).toBe("45")
    expect(amountAccounted("45", "45", 1, 2)).toBe("45")
    expect(amountAccounted("90", "45", 2, 2)).toBeNull()
    expect(amountAccounted("0", "0", 1, 2)).toBeNull()
  })

  it("may lack a unit's smallest coin, which is accounted for no further than it went back", () => {
    expect(amountAccounted("33.34", "33.33", 1, 2)).toBe("33.33")
    expect(amountAccounted("33.34", "33.32", 1, 2)).toBeNull()
    expect(amountAccounted("66.67", "66.65", 2, 2)).toBe("66.65")
    expect(amountAccounted("334", "333", 1, 0)).toBe("333")
  })
})

describe("what can be sent out of a payment", () => {
  it("is all of it, or what rounding left", () => {
    expect(amountSendable("10", "19.992", 0, 2)).toBe("10")
    expect(amountSendable("10", "9.992", 1, 2)).toBe("9.992")
    expect(amountSendable("10", "9.96", 9, 2)).toBe("9.96")
    expect(amountSendable("10", "9.9", 1, 2)).toBeNull()
    expect(amountSendable("0.01", "0.004", 1, 2)).toBeNull()
  })

  it("is enough for every line of an order, however their shares are rounded", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 30 }), (thousandths) => {
        let left = thousandths.reduce((sum, amount) => sum + amount, 0) / 1000
        thousandths.forEach((amount, before) => {
          const owed = refundAmount({ total: (amount / 1000).toFixed(3), quantity: 1, refunded_quantity: 0 }, 1, 2)
          const rest = left.toFixed(3)
          const sent = Number(owed) > 0 && !isWorthNothing(rest, 2) ? amountSendable(owed, rest, before, 2) : "0"
          expect(sent).not.toBeNull()
          left -= Number(sent)
        })
        expect(left).toBeGreaterThan(-0.0005)
      })
    )
  })

  it("is counted as the currency is charged, not as its coins are", () => {
    expect(["eur", "KWD", "huf", "idr", "jpy", "isk"].map(currencyDecimals)).toEqual([2, 2, 2, 2, 0, 0])
  })
})
