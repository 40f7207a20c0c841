import fc from "fast-check"
import { refundAmount } from "./refund-amount"

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
