import fc from "fast-check"
import { BoundUnits, Demand, eligibleTickets, evaluateEligibility, OfferTerms } from "./eligibility"
import { TICKET_TIERS } from "./types"

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

type Tier = (typeof TICKET_TIERS)[number]
const ticket = (event_id: string, tier: Tier, id: string | null = null) => ({ id, event_id, tier })
const standard = (id: string | null = null) => ticket("evt_1", "STANDARD", id)
const vip = (id: string | null = null) => ticket("evt_1", "VIP", id)
const upgrade = { upgrade_tier: "VIP" as const, per_ticket_limit: 1 }

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
    ["an offer for ticket holders, nothing known of the buyer", { requires_ticket: true, target_tiers: ["VIP"], ...upgrade }, { tickets: null }, []],
    ["one a ticket, without a ticket", { per_ticket_limit: 1 }, {}, ["ticket_required"]],
    ["one a ticket, for the only ticket", { per_ticket_limit: 1 }, { tickets: [standard()] }, []],
    ["two with one ticket", { per_ticket_limit: 1 }, { tickets: [standard()], quantity: 2 }, ["limit_per_ticket"]],
    ["two with two tickets", { per_ticket_limit: 1 }, { tickets: [standard(), vip()], quantity: 2 }, []],
    ["two, of which one ticket is for another event", { per_ticket_limit: 1 }, { tickets: [standard(), ticket("evt_2", "VIP")], quantity: 2 }, ["limit_per_ticket"]],
    ["two, of which one ticket is of another tier", { per_ticket_limit: 1, target_tiers: ["STANDARD"] }, { tickets: [standard(), vip()], quantity: 2 }, ["limit_per_ticket"]],
    ["one more for a ticket that has its unit", { per_ticket_limit: 1 }, { tickets: [standard("t1")], bound: [{ ticket_id: "t1", quantity: 1 }] }, ["limit_per_ticket"]],
    ["one for the other ticket", { per_ticket_limit: 1 }, { tickets: [standard("t1"), standard("t2")], bound: [{ ticket_id: "t1", quantity: 1 }] }, []],
    ["one for the other ticket, though the first has more than it may", { per_ticket_limit: 1 }, { tickets: [standard("t1"), standard("t2")], bound: [{ ticket_id: "t1", quantity: 2 }] }, []],
    ["one beside a unit held in another cart", { per_ticket_limit: 1 }, { tickets: [standard("t1")], bound: [{ ticket_id: null, quantity: 1 }] }, ["limit_per_ticket"]],
    ["a ticket of the same cart has no units yet", { per_ticket_limit: 1 }, { tickets: [standard(), standard("t1")], bound: [{ ticket_id: "t1", quantity: 1 }] }, []],
    ["an upgrade without a ticket", upgrade, {}, ["ticket_required"]],
    ["an upgrade of a lower ticket", upgrade, { tickets: [standard("t1")] }, []],
    ["an upgrade of a ticket that is there", upgrade, { tickets: [vip("t1")] }, ["tier_already_reached"]],
    ["two upgrades for one lower ticket", upgrade, { tickets: [standard("t1"), vip("t2")], quantity: 2 }, ["limit_per_ticket"]],
    ["an upgrade beside a ticket upgraded before", upgrade, { tickets: [standard("t1"), vip("t2")], bound: [{ ticket_id: "t2", quantity: 1 }] }, []],
    ["a second upgrade of a ticket that waits for its first", upgrade, { tickets: [standard("t1")], bound: [{ ticket_id: "t1", quantity: 1 }] }, ["limit_per_ticket"]],
    ["an upgrade to the tier below", { upgrade_tier: "PREMIUM", per_ticket_limit: 1 }, { tickets: [vip("t1")] }, ["tier_already_reached"]],
    ["an upgrade for premium only, with a standard ticket", { ...upgrade, target_tiers: ["PREMIUM"] }, { tickets: [standard("t1")] }, ["tier_required"]],
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

  it("says how many units a person's tickets still let them have", () => {
    const asked = demand({ quantity: 4, available: null, tickets: [standard("t1"), standard("t2")], bound: [{ ticket_id: "t1", quantity: 1 }] })
    expect(evaluateEligibility(terms({ per_ticket_limit: 2 }), asked)[0].message).toBe(
      "Backstage tour is limited to 2 units a ticket; you can have 3 more."
    )
  })

  it("never lets a ticket have more than its units, and lets every ticket have them", () => {
    const ids = ["t1", "t2", "t3", null]
    const tickets = fc.uniqueArray(fc.record({ id: fc.constantFrom(...ids), event_id: fc.constantFrom("evt_1", "evt_2"), tier: fc.constantFrom(...TICKET_TIERS) }), {
      selector: ({ id }) => id,
      minLength: 1,
    })
    const bound = fc.uniqueArray(fc.record({ ticket_id: fc.constantFrom(...ids), quantity: fc.integer({ min: 1, max: 3 }) }), {
      selector: ({ ticket_id }) => ticket_id,
    })
    const limits = fc.record({
      per_ticket_limit: fc.integer({ min: 1, max: 3 }),
      upgrade_tier: fc.option(fc.constantFrom(...TICKET_TIERS), { nil: null }),
      target_tiers: fc.uniqueArray(fc.constantFrom(...TICKET_TIERS)),
    })
    fc.assert(
      fc.property(limits, tickets, bound, fc.integer({ min: 1, max: 12 }), (limit, owned, units, quantity) => {
        const offer = terms(limit)
        const allowed = evaluateEligibility(offer, demand({ quantity, available: null, tickets: owned, bound: units })).length === 0
        // One unit at a time, each to the first ticket that can take one: first those held without a ticket, then those asked for.
        const taken = new Map(units.map(({ ticket_id, quantity }: BoundUnits) => [ticket_id, quantity]))
        const waiting = (taken.get(null) ?? 0) + quantity
        const rooms = eligibleTickets(offer, owned).map(({ id }) => Math.max(0, limit.per_ticket_limit - (id ? (taken.get(id) ?? 0) : 0)))
        let placed = 0
        for (let unit = 0; unit < waiting; unit++) {
          const free = rooms.findIndex((room) => room > 0)
          if (free >= 0) {
            rooms[free]--
            placed++
          }
        }
        expect(allowed).toBe(placed === waiting)
      })
    )
  })
})
