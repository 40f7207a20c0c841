import { aCharge } from "../../testing/fixtures.ts"
import { isPriceAlone, taxOnTop } from "./charge.ts"

describe("isPriceAlone", () => {
  it("is so where the price contains its tax, and where there is none", () => {
    expect(isPriceAlone(aCharge(), 45)).toBe(true)
    expect(isPriceAlone(aCharge({ taxTotal: 0, taxIncluded: 0 }), 45)).toBe(true)
  })
  it("is not with delivery, with tax on top, at another price, or where it isn't known", () => {
    expect(isPriceAlone(null, 45)).toBe(false)
    expect(isPriceAlone(aCharge({ shippingTotal: 4.9, total: 49.9 }), 45)).toBe(false)
    expect(isPriceAlone(aCharge({ taxIncluded: 0, total: 53.55 }), 45)).toBe(false)
    expect(isPriceAlone(aCharge({ subtotal: 40, shippingTotal: 5 }), 45)).toBe(false)
  })
})

describe("taxOnTop", () => {
  it("is what the prices don't contain", () => {
    expect(taxOnTop({ taxTotal: 9.48, taxIncluded: 0 })).toBe(9.48)
    expect(taxOnTop({ taxTotal: 0.3, taxIncluded: 0.1 })).toBe(0.2)
    expect(taxOnTop({ taxTotal: 7.97, taxIncluded: 7.97 })).toBe(0)
  })
})
