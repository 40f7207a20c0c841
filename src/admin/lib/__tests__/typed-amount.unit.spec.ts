import fc from "fast-check"
import { decimalSign, typedAmount } from "../typed-amount"

it("knows a language's decimal sign", () => {
  expect([decimalSign("en-GB"), decimalSign("de"), decimalSign("fr"), decimalSign("de-CH")]).toEqual([".", ",", ",", "."])
})

describe("typedAmount", () => {
  it.each([
    ["12,50", "12.50"],
    ["12.50", "12.50"],
    ["12", "12"],
    ["12,", "12."],
    [",5", ".5"],
    ["1,234.50", "1234.50"],
    ["1.234,50", "1234.50"],
    ["1,234", "1234"],
    ["1.234.567", "1234567"],
    ["1,234,567.8", "1234567.8"],
    // A third digit of a fraction, which the field then cuts off.
    ["1.234", "1.234"],
    // One sign too many is no sign.
    ["12.5.", "12.5"],
    ["12.5,", "12.5"],
    ["1.5,250", "1.5250"],
    ["", ""],
  ])("reads %p where the sign is a point as %p", (typed, read) => {
    expect(typedAmount(typed, ".")).toBe(read)
  })

  it.each([
    ["12,50", "12,50"],
    ["12.50", "12,50"],
    ["1.234,50", "1234,50"],
    ["1.234", "1234"],
    ["1,234", "1,234"],
    ["1.234.567", "1234567"],
    ["1\u202f234,5", "1\u202f234,5"],
  ])("reads %p where it is a comma as %p", (typed, read) => {
    expect(typedAmount(typed, ",")).toBe(read)
  })

  it("keeps the value of an amount typed digit by digit with either sign", () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), fc.nat(99), fc.constantFrom(".", ","), fc.constantFrom(".", ","), (units, cents, key, sign) => {
        const fraction = String(cents).padStart(2, "0")
        const shown = [...`${units}${key}${fraction}`].reduce((before, character) => typedAmount(before + character, sign), "")
        expect(shown).toBe(`${units}${sign}${fraction}`)
      })
    )
  })
})
