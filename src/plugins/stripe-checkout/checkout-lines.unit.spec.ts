import { decorateCartTotals } from "@medusajs/framework/utils"
import fc from "fast-check"
import { sumOfLines } from "./checkout-line"
import { CheckoutCart, cartToCheckoutLines, LinePrices } from "./checkout-lines"
import { currencyUnits, toMinorUnits } from "../stripe"

type Item = { title: string; unit_price: number; quantity: number; tax?: number; inclusive?: boolean; discount?: number }

/** A cart whose totals Medusa itself has computed. */
function cartOf(items: Item[], extra: { shipping?: Omit<Item, "title" | "quantity">[]; credit?: number; currency?: string } = {}) {
  const parts = (part: Omit<Item, "title" | "quantity">) => ({
    is_tax_inclusive: Boolean(part.inclusive),
    tax_lines: part.tax ? [{ rate: part.tax }] : [],
    adjustments: part.discount ? [{ amount: part.discount }] : [],
  })
  const cart = {
    currency_code: extra.currency ?? "usd",
    items: items.map((item, index) => ({ id: `item_${index}`, title: item.title, unit_price: item.unit_price, quantity: item.quantity, ...parts(item) })),
    shipping_methods: (extra.shipping ?? []).map((method, index) => ({ id: `sm_${index}`, name: "Courier", amount: method.unit_price, ...parts(method) })),
    credit_lines: extra.credit ? [{ amount: extra.credit }] : [],
  }
  return decorateCartTotals(cart as never) as unknown as CheckoutCart & { total: number }
}

const linesOf = (cart: CheckoutCart & { total: number }, prices?: LinePrices) => cartToCheckoutLines(cart, cart.total, prices)

describe("cartToCheckoutLines", () => {
  it("shows lines, shipping and tax", () => {
    const cart = cartOf([{ title: "Ticket", unit_price: 50, quantity: 2, tax: 10 }], { shipping: [{ unit_price: 5, tax: 10 }] })
    expect(linesOf(cart)).toEqual([
      { name: "Ticket", quantity: 2, unit_amount: 5000 },
      { name: "Courier", quantity: 1, unit_amount: 500 },
      { name: "Tax", quantity: 1, unit_amount: 1050 },
    ])
  })

  it("shows prices that include tax as they are, with no tax line", () => {
    const cart = cartOf([{ title: "Ticket", unit_price: 119, quantity: 1, tax: 19, inclusive: true }])
    expect(linesOf(cart)).toEqual([{ name: "Ticket", quantity: 1, unit_amount: 11900 }])
  })

  it("uses a Stripe Price where the line costs exactly that, and only there", () => {
    const prices = { item_0: { stripe_price_id: "price_1", unit_amount: 2500 } }
    expect(linesOf(cartOf([{ title: "Hoodie", unit_price: 25, quantity: 2 }]), prices)).toEqual([
      { name: "Hoodie", quantity: 2, unit_amount: 2500, stripe_price_id: "price_1" },
    ])
    expect(linesOf(cartOf([{ title: "Hoodie", unit_price: 24, quantity: 2 }]), prices)).toEqual([
      { name: "Hoodie", quantity: 2, unit_amount: 2400 },
    ])
  })

  it("folds a discounted line at what is left of it", () => {
    const cart = cartOf([{ title: "Hoodie", unit_price: 25, quantity: 2, discount: 10 }])
    expect(linesOf(cart)).toEqual([{ name: "2 × Hoodie", quantity: 1, unit_amount: 4000 }])
  })

  it("keeps a free ticket visible, not free shipping", () => {
    const cart = cartOf([{ title: "Free", unit_price: 0, quantity: 1 }, { title: "Hoodie", unit_price: 25, quantity: 1 }], { shipping: [{ unit_price: 0 }] })
    expect(linesOf(cart).map((line) => [line.name, line.unit_amount])).toEqual([["Free", 0], ["Hoodie", 2500]])
  })

  it("says one amount when a credit pays part of it", () => {
    const cart = cartOf([{ title: "Ticket", unit_price: 50, quantity: 1 }], { credit: 20 })
    expect(linesOf(cart)).toEqual([{ name: "Your order", quantity: 1, unit_amount: 3000 }])
  })

  it("says one amount when there are more lines than Stripe takes", () => {
    const cart = cartOf(Array.from({ length: 101 }, (_, index) => ({ title: `T${index}`, unit_price: 1, quantity: 1 })))
    expect(linesOf(cart)).toEqual([{ name: "Your order", quantity: 1, unit_amount: 10100 }])
  })

  it("always adds up to the amount, in lines that Stripe takes", () => {
    const money = fc.integer({ min: 0, max: 5_000_000 }).map((cents) => cents / 1000)
    const part = { unit_price: money, tax: fc.option(fc.constantFrom(7, 7.7, 19, 20, 8.875), { nil: undefined }), inclusive: fc.boolean() }
    const item = fc.record({ ...part, title: fc.constantFrom("Ticket", "Hoodie"), quantity: fc.integer({ min: 1, max: 7 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 8 }),
        fc.array(fc.record(part), { maxLength: 2 }),
        fc.constantFrom("usd", "jpy", "kwd", "isk"),
        fc.option(money, { nil: 0 }),
        fc.boolean(),
        (items, shipping, currency, credit, offPrice) => {
          const discounted = items.map(({ share, ...rest }) => ({ ...rest, discount: share > 0.5 ? rest.unit_price * rest.quantity * (share - 0.5) : 0 }))
          const cart = cartOf(discounted, { shipping, currency, credit })
          const prices = offPrice ? { item_0: { stripe_price_id: "price_1", unit_amount: toMinorUnits(items[0]?.unit_price ?? 0, currency) } } : {}
          const target = toMinorUnits(cart.total, currency)
          fc.pre(target >= 0)
          const lines = linesOf(cart, prices)
          expect(sumOfLines(lines)).toBe(target)
          for (const line of lines) {
            expect(Number.isSafeInteger(line.unit_amount) && line.unit_amount >= 0).toBe(true)
            expect(Number.isSafeInteger(line.quantity) && line.quantity >= 1).toBe(true)
          }
          // Nothing but a credit keeps the lines from being shown.
          if (!credit && items.length && target > 0) {
            expect(lines.some((line) => line.name === "Your order")).toBe(false)
          }
          expect(target % currencyUnits(currency).step).toBe(0)
        }
      ),
      { numRuns: 500 }
    )
  })
})
