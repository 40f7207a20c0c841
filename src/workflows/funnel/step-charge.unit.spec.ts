import { decorateCartTotals } from "@medusajs/framework/utils"
import { chargeOf, SummedCart } from "./step-charge"

type Part = { price: number; rate?: number; inclusive?: boolean }

/** A cart of one item, and of one shipping method if there is any, with the totals that Medusa works out. */
function cart(currency_code: string, item: Part, shipping?: Part): SummedCart {
  const common = ({ rate, inclusive = false }: Part) => ({ is_tax_inclusive: inclusive, tax_lines: rate ? [{ rate }] : [] })
  return decorateCartTotals({
    currency_code,
    items: [{ id: "item", unit_price: item.price, quantity: 1, ...common(item) }],
    shipping_methods: shipping ? [{ id: "method", name: "Parcel", amount: shipping.price, ...common(shipping) }] : [],
  } as never) as unknown as SummedCart
}

describe("chargeOf", () => {
  it("puts tax on top of prices without it", () => {
    expect(chargeOf(cart("eur", { price: 45, rate: 19 }))).toEqual({
      subtotal: 45,
      shippingTotal: 0,
      taxTotal: 8.55,
      taxIncluded: 0,
      total: 53.55,
      currency: "eur",
      shippingName: null,
    })
  })
  it("leaves it in prices that contain it", () => {
    expect(chargeOf(cart("eur", { price: 45, rate: 19, inclusive: true }, { price: 4.9, rate: 19, inclusive: true }))).toMatchObject({
      subtotal: 45,
      shippingTotal: 4.9,
      taxTotal: 7.97,
      taxIncluded: 7.97,
      total: 49.9,
      shippingName: "Parcel",
    })
  })
  it("taxes what is sent as well", () => {
    expect(chargeOf(cart("eur", { price: 45, rate: 19 }, { price: 4.9, rate: 19 }))).toMatchObject({
      subtotal: 45,
      shippingTotal: 4.9,
      taxTotal: 9.48,
      taxIncluded: 0,
      total: 59.38,
    })
  })
  it("is the amount charged, with parts that add up to it", () => {
    const charges = [
      chargeOf(cart("eur", { price: 19.99, rate: 8.875 }, { price: 3.33, rate: 8.875 })),
      chargeOf(cart("usd", { price: 0.05, rate: 8.875 }, { price: 0.06, rate: 50 })),
      chargeOf(cart("jpy", { price: 2405, rate: 8.5 }, { price: 605, rate: 10, inclusive: true })),
      chargeOf(cart("kwd", { price: 1.235, rate: 5 })),
    ]
    for (const { subtotal, shippingTotal, taxTotal, taxIncluded, total } of charges) {
      expect(subtotal + shippingTotal + taxTotal - taxIncluded).toBeCloseTo(total, 9)
    }
    expect(charges.map(({ total }) => total)).toEqual([25.39, 0.14, 3214, 1.3])
  })
  it("is nothing for what costs nothing", () => {
    expect(chargeOf(cart("eur", { price: 0, rate: 19 }))).toMatchObject({ subtotal: 0, taxTotal: 0, total: 0 })
  })
})
