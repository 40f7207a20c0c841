import fc from "fast-check"
import { byExpectedEarning, Candidate, expectedEarning, isExhausted, sellThrough } from "./recommendation"

const offer = (overrides: Partial<Candidate> = {}): Candidate => ({
  id: "offer_1",
  position: 0,
  price: 10,
  sold: 0,
  inventory_total: 90,
  refusal: null,
  ...overrides,
})

const refusal = (code: string) => ({ code, message: code })

describe("sell-through", () => {
  it.each([
    ["nothing sold", 0, 90, 0.02],
    ["half sold", 49, 92, 0.5],
    ["all of many sold", 990, 990, 0.992],
    ["the only one of one unsold", 0, 1, 2 / 11],
    ["the only one sold", 1, 1, 3 / 11],
    ["unlimited, nothing sold", 0, null, 2 / 110],
    ["unlimited, more sold than it is measured with", 500, null, 1],
    ["none at all", 0, 0, 0.2],
  ])("%s", (_case, sold, inventory_total, share) => {
    expect(sellThrough({ sold, inventory_total })).toBeCloseTo(share, 10)
  })
})

describe("expected earning", () => {
  it("is price times sell-through, whatever is in the cart up to the price", () => {
    expect(expectedEarning(offer({ sold: 48 }), 0)).toBeCloseTo(5)
    expect(expectedEarning(offer({ sold: 48 }), 10)).toBeCloseTo(5)
  })

  it("falls with the square of how much dearer than the cart an offer is", () => {
    expect(expectedEarning(offer({ sold: 48, price: 20 }), 10)).toBeCloseTo(20 * 0.5 * 0.25)
    expect(expectedEarning(offer({ sold: 48, price: 40 }), 10)).toBeLessThan(expectedEarning(offer({ sold: 48, price: 20 }), 10))
  })

  it("is nothing for what can't be had", () => {
    expect(expectedEarning(offer({ refusal: refusal("ticket_required") }), 100)).toBe(0)
  })
})

describe("exhausted", () => {
  it.each<[string, boolean]>([
    ["offer_sold_out", true],
    ["insufficient_stock", true],
    ["limit_per_order", true],
    ["limit_per_customer", true],
    ["limit_per_ticket", true],
    ["tier_already_reached", true],
    ["ticket_required", false],
    ["tier_required", false],
    ["wrong_event", false],
  ])("%s: %s", (code, exhausted) => {
    expect(isExhausted(refusal(code))).toBe(exhausted)
  })

  it("not without a refusal", () => expect(isExhausted(null)).toBe(false))
})

describe("the order of recommended offers", () => {
  it("puts what earns most first, and what can't be had last", () => {
    const offers = [
      offer({ id: "cheap", price: 5, sold: 45 }),
      offer({ id: "dear", price: 400, sold: 10 }),
      offer({ id: "refused", price: 80, sold: 80, refusal: refusal("tier_required") }),
      offer({ id: "good", price: 60, sold: 30 }),
    ]
    expect(byExpectedEarning(offers, 100).map(({ id }) => id)).toEqual(["good", "dear", "cheap", "refused"])
    expect(byExpectedEarning(offers, 20).map(({ id }) => id)).toEqual(["cheap", "good", "dear", "refused"])
  })

  it("breaks ties by position, then by id", () => {
    const offers = [offer({ id: "c", position: 1 }), offer({ id: "b", position: 1 }), offer({ id: "a", position: 2 }), offer({ id: "d" })]
    expect(byExpectedEarning(offers, 0).map(({ id }) => id)).toEqual(["d", "b", "c", "a"])
  })

  const candidates = fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1 }),
      position: fc.nat(2),
      price: fc.integer({ min: 0, max: 3 }),
      sold: fc.nat(3),
      inventory_total: fc.option(fc.integer({ min: 3, max: 5 }), { nil: null }),
      refusal: fc.constantFrom(null, refusal("ticket_required")),
    }),
    { selector: ({ id }) => id }
  )

  it("is the same however the offers come, and loses none", () => {
    fc.assert(
      fc.property(candidates, fc.nat(5), fc.infiniteStream(fc.nat()), (offers, total, random) => {
        const shuffled = offers
          .map((candidate) => ({ candidate, key: random.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ candidate }) => candidate)
        const ids = (list: Candidate[]) => list.map(({ id }) => id)
        expect(ids(byExpectedEarning(shuffled, total))).toEqual(ids(byExpectedEarning(offers, total)))
        expect(ids(byExpectedEarning(offers, total)).sort()).toEqual(ids(offers).sort())
      })
    )
  })
})
