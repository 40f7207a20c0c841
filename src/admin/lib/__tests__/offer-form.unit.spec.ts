import { OfferFormValues, offerFormValues, offerInput, validateOffer } from "../offer-form"
import { AdminOffer } from "../types"

const zone = "Europe/Berlin"

const valid = (over: Partial<OfferFormValues> = {}): OfferFormValues => ({
  ...offerFormValues(undefined, ["eur", "usd"], zone, "evt_1"),
  type: "MERCHANDISE",
  delivery_method: "SHIPMENT",
  title: "Hoodie",
  prices: [
    { currency_code: "eur", amount: "49", compare_at_amount: "69.90" },
    { currency_code: "usd", amount: "", compare_at_amount: "" },
  ],
  inventory_total: "100",
  ...over,
})

const problems = (over: Partial<OfferFormValues>, taken = 0) =>
  Object.fromEntries(
    Object.entries(validateOffer(valid(over), zone, taken)).flatMap(([path, problem]) =>
      problem ? [[path, problem.key]] : []
    )
  )

describe("validateOffer", () => {
  it("has nothing against a good offer", () => {
    expect(problems({})).toEqual({})
  })

  it("names what is missing", () => {
    expect(problems({ event_id: "", type: "", title: "  ", placements: [], inventory_total: "" })).toEqual({
      event_id: "chooseEvent",
      type: "chooseType",
      title: "required",
      placements: "onePlacement",
      inventory_total: "total",
    })
  })

  it("wants a price, and a compare-at price above it", () => {
    const price = (amount: string, compare_at_amount: string) =>
      problems({ prices: [{ currency_code: "eur", amount, compare_at_amount }] })
    expect(price("", "")).toEqual({ "prices.0.amount": "onePrice" })
    expect(price("", "10")).toEqual({ "prices.0.amount": "priceForCompareAt" })
    expect(price("10", "10")).toEqual({ "prices.0.compare_at_amount": "compareAtAbovePrice" })
    expect(price("10", "10.01")).toEqual({})
    expect(price("ten", "11")).toEqual({ "prices.0.amount": "price" })
  })

  it("wants no more decimals than are charged, and shows how many", () => {
    const price = (currency_code: string, amount: string) =>
      validateOffer(valid({ prices: [{ currency_code, amount, compare_at_amount: "" }] }), zone)["prices.0.amount"]
    expect(price("kwd", "1.234")).toEqual({ key: "price", values: { example: "12.50" } })
    expect(price("jpy", "12.50")).toEqual({ key: "price", values: { example: "1250" } })
    expect([price("kwd", "1.23"), price("huf", "4990.50"), price("jpy", "1250")]).toEqual([undefined, undefined, undefined])
  })

  it("keeps counts whole and the total above what is sold", () => {
    expect(problems({ inventory_total: "-1" })).toEqual({ inventory_total: "wholeNumber" })
    expect(problems({ inventory_total: "1.5" })).toEqual({ inventory_total: "wholeNumber" })
    expect(problems({ inventory_total: "9" }, 10)).toEqual({ inventory_total: "totalBelowSold" })
    expect(problems({ limited: false, inventory_total: "" }, 10)).toEqual({})
    expect(problems({ per_customer_limit: "0", per_order_limit: "x" })).toEqual({
      per_customer_limit: "limit",
      per_order_limit: "limit",
    })
  })

  it("keeps the sale window in order, on real times", () => {
    expect(problems({ starts_at: "2027-05-02T10:00", expires_at: "2027-05-02T10:00" })).toEqual({
      expires_at: "expiryAfterStart",
    })
    expect(problems({ expires_at: "2027-03-28T02:30" })).toEqual({ expires_at: "skippedTime" })
    expect(problems({ starts_at: "", expires_at: "2027-05-02T10:00" })).toEqual({})
  })

  it("wants a way to deliver that fits the type", () => {
    expect(problems({ delivery_method: "" })).toEqual({ delivery_method: "chooseDelivery" })
    expect(problems({ delivery_method: "DOWNLOAD" })).toEqual({ delivery_method: "chooseDelivery" })
    expect(problems({ type: "EXCLUSIVE_CONTENT", delivery_method: "DOWNLOAD" })).toEqual({})
    expect(problems({ type: "TICKET_UPGRADE", delivery_method: "TICKET_UPGRADE" })).toEqual({ upgrade_tier: "chooseTier" })
    expect(problems({ type: "TICKET_UPGRADE", delivery_method: "TICKET_UPGRADE", upgrade_tier: "VIP" })).toEqual({})
  })

  it("asks for no total when uploaded codes are the stock", () => {
    const codes = { type: "EXCLUSIVE_CONTENT", delivery_method: "ACCESS_CODE", inventory_total: "" } as const
    expect(problems({ ...codes, code_source: "uploaded" })).toEqual({})
    expect(problems({ ...codes, code_source: "generated" })).toEqual({ inventory_total: "total" })
  })

  it("limits units a ticket only where a ticket is needed", () => {
    expect(problems({ requires_ticket: true, per_ticket_limit: "0" })).toEqual({ per_ticket_limit: "limit" })
    expect(problems({ target_tiers: ["VIP"], per_ticket_limit: "0" })).toEqual({ per_ticket_limit: "limit" })
    expect(problems({ requires_ticket: false, per_ticket_limit: "0" })).toEqual({})
  })

  it("wants a variant when one is to be linked", () => {
    expect(problems({ link_variant: true })).toEqual({ variant_id: "chooseVariant" })
  })
})

describe("offerInput", () => {
  it("makes the request of the form", () => {
    expect(offerInput(valid({ starts_at: "2027-05-02T10:00", per_order_limit: "2" }), zone)).toEqual({
      event_id: "evt_1",
      type: "MERCHANDISE",
      title: "Hoodie",
      description: null,
      image_url: null,
      placements: ["CHECKOUT"],
      target_session_ids: [],
      target_tiers: [],
      inventory_total: 100,
      per_customer_limit: null,
      per_order_limit: 2,
      per_ticket_limit: null,
      delivery_method: "SHIPMENT",
      upgrade_tier: null,
      charges_difference: false,
      code_source: null,
      requires_ticket: false,
      requires_shipping: true,
      starts_at: "2027-05-02T08:00:00.000Z",
      expires_at: null,
      position: 0,
      prices: [{ currency_code: "eur", amount: 49, compare_at_amount: 69.9 }],
    })
  })

  it("sends a variant only when it is linked, and no total when stock is unlimited", () => {
    expect(offerInput(valid({ link_variant: true, variant_id: "variant_1" }), zone).variant_id).toBe("variant_1")
    expect(offerInput(valid({ link_variant: false, variant_id: "variant_1" }), zone)).not.toHaveProperty("variant_id")
    expect(offerInput(valid({ limited: false, inventory_total: "5" }), zone).inventory_total).toBeNull()
  })

  it("sends only what the way of delivery has", () => {
    const left = { code_source: "uploaded", upgrade_tier: "VIP", per_ticket_limit: "3", requires_ticket: true } as const
    expect(offerInput(valid({ ...left, type: "SERVICE", delivery_method: "MANUAL" }), zone)).toMatchObject({
      code_source: null,
      upgrade_tier: null,
      charges_difference: false,
      per_ticket_limit: 3,
    })
    expect(offerInput(valid({ ...left, type: "TICKET_UPGRADE", delivery_method: "TICKET_UPGRADE" }), zone)).toMatchObject({
      code_source: null,
      upgrade_tier: "VIP",
      charges_difference: false,
      per_ticket_limit: 1,
    })
    const codes = offerInput(valid({ ...left, type: "SERVICE", delivery_method: "ACCESS_CODE" }), zone)
    expect(codes).toMatchObject({ code_source: "uploaded", upgrade_tier: null })
    expect(codes).not.toHaveProperty("inventory_total")
  })

  it("asks for an address where something is shipped, or was asked for before", () => {
    const shipping = (delivery_method: "MANUAL" | "SHIPMENT", offer?: Partial<AdminOffer>) =>
      offerInput(valid({ delivery_method }), zone, offer as AdminOffer | undefined).requires_shipping
    expect([shipping("MANUAL"), shipping("SHIPMENT")]).toEqual([false, true])
    expect(shipping("MANUAL", { requires_shipping: true, delivery_method: "MANUAL" })).toBe(true)
    expect(shipping("MANUAL", { requires_shipping: true, delivery_method: "SHIPMENT" })).toBe(false)
    expect(shipping("SHIPMENT", { requires_shipping: false, variant_linked: true })).toBe(false)
  })

  it("leaves an unchanged offer unchanged", () => {
    const offer = {
      event_id: "evt_1",
      type: "SERVICE",
      title: "An hour",
      description: "With a speaker",
      image_url: "https://example.com/a.png",
      placements: ["IN_EVENT"],
      target_session_ids: ["evses_1"],
      target_tiers: ["VIP"],
      inventory_total: null,
      per_customer_limit: 1,
      per_order_limit: null,
      per_ticket_limit: 2,
      delivery_method: "MANUAL",
      upgrade_tier: null,
      charges_difference: false,
      code_source: null,
      requires_ticket: true,
      requires_shipping: false,
      starts_at: "2027-05-02T08:00:30.000Z",
      expires_at: "2027-10-31T01:30:00.000Z",
      position: 3,
      prices: [{ currency_code: "gbp", amount: 80, compare_at_amount: null }],
    }
    expect(offerInput(offerFormValues(offer as unknown as AdminOffer, ["eur"], zone), zone, offer as unknown as AdminOffer)).toEqual(offer)
  })
})
