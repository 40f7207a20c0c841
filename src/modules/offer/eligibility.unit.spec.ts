import fc from "fast-check"
import { Demand, evaluateEligibility, OfferTerms } from "./eligibility"

const NOW = new Date("2027-03-01T12:00:00Z")

const terms = (overrides: Partial<OfferTerms> = {}): OfferTerms => ({
  title: "Backstage tour",
  event_id: "evt_1",
  status: "published",
  starts_at: null,
  expires_at: null,
  target_session_ids: [],
  target_tiers: [],
  requires_ticket: false,
  per_customer_limit: null,
  per_order_limit: null,
  ...overrides,
})

const demand = (overrides: Partial<Demand> = {}): Demand => ({
  moment: "add",
  at: NOW,
  quantity: 1,
  available: 5,
  owned: 0,
  priced: true,
  tickets: [],
  ...overrides,
})

const ticket = (event_id: string, tier: "STANDARD" | "PREMIUM" | "VIP") => ({ event_id, tier })

describe("evaluateEligibility", () => {
  it.each<[string, Partial<OfferTerms>, Partial<Demand>, string[]]>([
    ["nothing speaks against it", {}, {}, []],
    ["a draft", { status: "draft" }, {}, ["offer_not_published"]],
    ["an archived offer", { status: "archived" }, {}, ["offer_archived"]],
    ["a sale that starts in a second", { starts_at: new Date(NOW.getTime() + 1000) }, {}, ["offer_not_started"]],
    ["a sale that starts now", { starts_at: NOW }, {}, []],
    ["a sale that ends now", { expires_at: NOW }, {}, ["offer_expired"]],
    ["a sale that ends in a second", { expires_at: new Date(NOW.getTime() + 1000) }, {}, []],
    ["another currency", {}, { priced: false }, ["currency_not_priced"]],
    ["another session's page", { target_session_ids: ["s1"] }, { session_id: "s2" }, ["session_required"]],
    ["its own session's page", { target_session_ids: ["s1"] }, { session_id: "s1" }, []],
    ["no session known", { target_session_ids: ["s1"] }, {}, []],
    ["no ticket", { requires_ticket: true }, {}, ["ticket_required"]],
    ["a ticket for another event", { requires_ticket: true }, { tickets: [ticket("evt_2", "VIP")] }, ["wrong_event"]],
    ["a ticket of the event", { requires_ticket: true }, { tickets: [ticket("evt_1", "STANDARD")] }, []],
    ["a tier too low", { target_tiers: ["VIP"] }, { tickets: [ticket("evt_1", "STANDARD")] }, ["tier_required"]],
    ["one ticket of the tier among others", { target_tiers: ["VIP"] }, { tickets: [ticket("evt_1", "STANDARD"), ticket("evt_1", "VIP")] }, []],
    ["more than an order may have", { per_order_limit: 2 }, { quantity: 3 }, ["limit_per_order"]],
    ["exactly what an order may have", { per_order_limit: 2 }, { quantity: 2 }, []],
    ["more than a person may have", { per_customer_limit: 2 }, { quantity: 1, owned: 2 }, ["limit_per_customer"]],
    ["the last unit a person may have", { per_customer_limit: 2 }, { quantity: 1, owned: 1 }, []],
    ["the last unit", {}, { available: 1 }, []],
    ["a sold-out offer", {}, { available: 0 }, ["offer_sold_out"]],
    ["more than is left", {}, { quantity: 6 }, ["insufficient_stock"]],
    ["unlimited stock", {}, { quantity: 1000, available: null }, []],
    ["a fraction", {}, { quantity: 1.5 }, ["quantity_invalid"]],
    ["nothing", {}, { quantity: 0 }, ["quantity_invalid"]],
    ["a promised one whose window closed meanwhile", { expires_at: NOW, status: "archived" }, { moment: "order", promised: true }, []],
    ["a promised one whose stock is gone", {}, { moment: "order", promised: true, available: 0 }, ["offer_sold_out"]],
  ])("%s", (_case, termsOverrides, demandOverrides, codes) => {
    const refusals = evaluateEligibility(terms(termsOverrides), demand(demandOverrides))
    expect(refusals.map((refusal) => refusal.code)).toEqual(codes)
  })

  it("says how many are left, and how many a person can still have", () => {
    expect(evaluateEligibility(terms(), demand({ quantity: 4, available: 3 }))[0].message).toBe("Only 3 of Backstage tour left.")
    expect(evaluateEligibility(terms({ per_customer_limit: 3 }), demand({ quantity: 3, owned: 1 }))[0].message).toContain("2 more")
  })

  it("never lets a demand through that exceeds stock or a limit", () => {
    const limit = fc.option(fc.integer({ min: 1, max: 10 }), { nil: null })
    fc.assert(
      fc.property(
        fc.record({ per_customer_limit: limit, per_order_limit: limit }),
        fc.record({
          quantity: fc.integer({ min: -3, max: 20 }),
          owned: fc.integer({ min: 0, max: 20 }),
          available: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
        }),
        (limits, asked) => {
          const allowed = evaluateEligibility(terms(limits), demand(asked)).length === 0
          const withinRules =
            asked.quantity > 0 &&
            asked.quantity <= (asked.available ?? Infinity) &&
            asked.quantity <= (limits.per_order_limit ?? Infinity) &&
            asked.quantity + asked.owned <= (limits.per_customer_limit ?? Infinity)
          expect(allowed).toBe(withinRules)
        }
      )
    )
  })
})
