import { MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { currencyUnits, fromMinorUnits, toMinorUnits } from "./currency"

const CURRENCIES = ["usd", "EUR", "jpy", "krw", "kwd", "TND", "isk", "ugx", "huf", "twd"]

describe("Stripe's units", () => {
  it.each([
    [10.99, "usd", 1099],
    ["10.99", "EUR", 1099],
    [{ value: "10.99" }, "eur", 1099],
    [500, "jpy", 500],
    [5.124, "kwd", 5120],
    [5.125, "kwd", 5130],
    [5, "ugx", 500],
    [5, "isk", 500],
    [10.45, "huf", 1045],
    [800.45, "twd", 80045],
    // 1.005 x 100 is 100.49999999999999 as a float
    [1.005, "usd", 101],
    [0.1 + 0.2, "usd", 30],
    [0, "usd", 0],
  ])("%p %s is %p", (amount, currency, minor) => {
    expect(toMinorUnits(amount, currency)).toBe(minor)
  })

  it.each(["abc", Infinity, "1e300", {} as never])("refuses %p", (amount) => {
    expect(() => toMinorUnits(amount, "usd")).toThrow()
  })

  it("comes back to the same amount, whatever can be charged", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom(...CURRENCIES), (steps, currency) => {
        const minor = steps * currencyUnits(currency).step
        const major = fromMinorUnits(minor, currency)
        expect(toMinorUnits(major, currency)).toBe(minor)
        expect(toMinorUnits(major.toString(), currency)).toBe(minor)
      })
    )
  })

  it("is never further from the amount than half of what can be charged", () => {
    const decimal = fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 999999 }))
    fc.assert(
      fc.property(decimal, fc.constantFrom(...CURRENCIES), ([whole, fraction], currency) => {
        const amount = `${whole}.${String(fraction).padStart(6, "0")}`
        const minor = toMinorUnits(amount, currency)
        const { decimals, step } = currencyUnits(currency)
        expect(minor % step).toBe(0)
        const off = MathBN.abs(MathBN.sub(fromMinorUnits(minor, currency), amount))
        expect(off.lte(MathBN.div(0.5, 10 ** decimals))).toBe(true)
      })
    )
  })
})
