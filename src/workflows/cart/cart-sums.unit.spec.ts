import { cartSums, shownTotal } from "./cart-sums"

const withTax = (gross: number, discountGross = 0, rate = 0.19) => ({
  is_tax_inclusive: true,
  original_total: gross,
  subtotal: gross / (1 + rate),
  tax_total: ((gross - discountGross) / (1 + rate)) * rate,
})
const withoutTax = (net: number, discountNet = 0, rate = 0.1) => ({
  is_tax_inclusive: false,
  original_total: net * (1 + rate),
  subtotal: net,
  tax_total: (net - discountNet) * rate,
})
const taxOf = (...parts: { tax_total: number }[]) => parts.reduce((sum, part) => sum + part.tax_total, 0)

it("shows a price with its tax where prices contain it, else without", () => {
  expect(shownTotal(withTax(119))).toBe(119)
  expect(shownTotal(withoutTax(100))).toBe(100)
})

describe("subtotal + shipping - discount + tax on top = total", () => {
  it("when prices contain their tax", () => {
    const [ticket, shipping] = [withTax(149), withTax(6.9)]
    const sums = cartSums({ items: [ticket], shipping_methods: [shipping], tax_total: taxOf(ticket, shipping), total: 155.9 })
    expect(sums).toMatchObject({ subtotal: 149, shippingTotal: 6.9, discountTotal: 0, total: 155.9 })
    expect(sums.taxIncluded).toBeCloseTo(sums.taxTotal, 5)
  })

  it("when the tax of two prices has no end", () => {
    const tickets = [withTax(149), withTax(199)]
    const sums = cartSums({ items: tickets, shipping_methods: [], tax_total: taxOf(...tickets), total: 348 })
    expect(sums).toEqual({ subtotal: 348, shippingTotal: 0, discountTotal: 0, taxTotal: 55.563025, taxIncluded: 55.563025, total: 348 })
  })

  it("when the total comes with the noise of its parts", () => {
    const gross = withTax(149, 14.9)
    const sums = cartSums({ items: [gross], shipping_methods: [], tax_total: gross.tax_total, total: 134.10000000000002 })
    expect(sums).toMatchObject({ total: 134.1, discountTotal: 14.9 })
  })

  it("when tax comes on top", () => {
    const [ticket, shipping] = [withoutTax(165), withoutTax(10)]
    const sums = cartSums({ items: [ticket], shipping_methods: [shipping], tax_total: 17.5, total: 192.5 })
    expect(sums).toEqual({ subtotal: 165, shippingTotal: 10, discountTotal: 0, taxTotal: 17.5, taxIncluded: 0, total: 192.5 })
  })

  it("with a discount, on either", () => {
    const gross = withTax(149, 14.9)
    expect(cartSums({ items: [gross], shipping_methods: [], tax_total: gross.tax_total, total: 134.1 })).toMatchObject({
      subtotal: 149,
      discountTotal: 14.9,
    })
    const net = withoutTax(100, 20)
    expect(cartSums({ items: [net], shipping_methods: [], tax_total: 8, total: 88 })).toMatchObject({ subtotal: 100, discountTotal: 20 })
  })
})
