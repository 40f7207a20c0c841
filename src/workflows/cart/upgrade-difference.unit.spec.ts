import fc from "fast-check"
import { raiseTickets, standingTickets } from "../../modules/offer/raised-tickets"
import { TICKET_TIERS, TicketTier } from "../../modules/offer/types"
import { CartUpgrade, costTheSame, PricedTicketType, upgradeDifference, upgradeDifferences } from "./upgrade-difference"

const types: PricedTicketType[] = [
  { id: "standard", tier: "STANDARD", price: 149 },
  { id: "early", tier: "STANDARD", price: 99.1 },
  { id: "premium", tier: "PREMIUM", price: 249.1 },
  { id: "vip", tier: "VIP", price: 449.3 },
  { id: "vip-plus", tier: "VIP", price: 600 },
  { id: "press", tier: "STANDARD", price: null },
]
const ticket = (ticket_type_id: string, tier = types.find(({ id }) => id === ticket_type_id)?.tier as TicketTier, id = ticket_type_id) => ({
  id,
  event_id: "evt_1",
  ticket_type_id,
  tier,
})
const offer = (id: string, upgrade_tier: TicketTier, target_tiers: string[] = []) => ({ id, event_id: "evt_1", target_tiers, upgrade_tier })

describe("upgradeDifference", () => {
  it("charges what the cheapest better ticket costs more than the one that was bought", () => {
    expect(upgradeDifference(types, "VIP", ticket("standard"))).toBe(300.3)
    expect(upgradeDifference(types, "VIP", ticket("early"))).toBe(350.2)
    expect(upgradeDifference(types, "VIP", ticket("premium"))).toBe(200.2)
  })

  it("counts a raised ticket as one of the tier it has", () => {
    expect(upgradeDifference(types, "PREMIUM", ticket("standard"))).toBe(100.1)
    expect(upgradeDifference(types, "VIP", ticket("standard", "PREMIUM"))).toBe(200.2)
  })

  it("counts one that isn't for sale as the cheapest of its tier", () => {
    expect(upgradeDifference(types, "VIP", ticket("press"))).toBe(350.2)
  })

  it("never pays anybody for an upgrade", () => {
    const odd = [...types, { id: "dear", tier: "STANDARD" as const, price: 300 }]
    expect(upgradeDifference(odd, "PREMIUM", ticket("dear", "STANDARD"))).toBe(0)
    expect(upgradeDifference(odd, "VIP", ticket("dear", "PREMIUM"))).toBe(149.3)
  })

  it("knows nothing without prices", () => {
    expect(upgradeDifference(types.slice(0, 2), "VIP", ticket("standard"))).toBeNull()
    expect(upgradeDifference(types.slice(3), "VIP", ticket("standard", "STANDARD"))).toBe(null)
  })
})

describe("upgradeDifferences", () => {
  it("is for the lowest tier first: a dearer ticket beside it changes nothing", () => {
    expect(upgradeDifferences(types, offer("b", "VIP"), [ticket("premium"), ticket("standard")])).toEqual([300.3, 200.2])
    expect(upgradeDifferences(types, offer("b", "VIP", ["PREMIUM"]), [ticket("standard"), ticket("premium")])).toEqual([200.2])
    expect(upgradeDifferences(types, offer("b", "VIP"), [ticket("vip")])).toEqual([])
  })

  it("comes after the cart's other upgrades that raise less, whatever the order they were added in", () => {
    const premium: CartUpgrade = { ...offer("a", "PREMIUM"), quantity: 1 }
    const vip: CartUpgrade = { ...offer("b", "VIP"), quantity: 1 }
    expect(upgradeDifferences(types, vip, [ticket("standard")], [premium, vip])).toEqual([200.2])
    expect(upgradeDifferences(types, premium, [ticket("standard")], [vip, premium])).toEqual([100.1])
    expect(upgradeDifferences(types, vip, [ticket("standard", "STANDARD", "one"), ticket("standard", "STANDARD", "two")], [premium])).toEqual([
      300.3, 200.2,
    ])
  })
})

it("puts units on one line only where they cost the same", () => {
  expect(costTheSame([100, 100, 40], 2)).toBe(true)
  expect(costTheSame([100, 100, 40], 3)).toBe(false)
  expect(costTheSame([100, null], 2)).toBe(false)
  expect(costTheSame([], 1)).toBe(true)
})

describe("over any sequence of upgrades and refunds", () => {
  const price = fc.integer({ min: 0, max: 500 }).map((cents) => cents / 10)
  const shop = fc.record({
    prices: fc.array(fc.record({ tier: fc.constantFrom(...TICKET_TIERS), price }), { minLength: 1, maxLength: 8 }),
    tickets: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
    moves: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom<TicketTier>("PREMIUM", "VIP") },
        { weight: 1, arbitrary: fc.nat() }
      ),
      { maxLength: 12 }
    ),
  })

  it("a ticket costs no more than the dearest it was raised to costs more than the one that was bought", () => {
    fc.assert(
      fc.property(shop, ({ prices, tickets, moves }) => {
        const priced = prices.map((one, index) => ({ id: `type_${index}`, ...one }))
        const own = tickets.map((pick, index) => {
          const type = priced[pick % priced.length]
          return { ...ticket(type.id, type.tier, `att_${index}`), price: type.price }
        })
        type Paid = ReturnType<typeof offer> & { ticket_id: string; paid: number }
        let bought: Paid[] = []
        for (const move of moves) {
          if (typeof move === "number") {
            bought = bought.filter((_, index) => index !== move % Math.max(1, bought.length))
            continue
          }
          const upgrade = offer(move, move)
          const standing = standingTickets(own, bought)
          const [paid = null] = upgradeDifferences(priced, upgrade, standing)
          const [raised] = raiseTickets(upgrade, standing, 1).raised
          if (raised && paid !== null) {
            bought.push({ ...upgrade, ticket_id: raised.id, paid })
          }
        }
        for (const { id, price } of own) {
          const upgrades = bought.filter(({ ticket_id }) => ticket_id === id)
          const cheapest = (tier: TicketTier) => Math.min(...priced.filter((type) => type.tier === tier).map((type) => type.price))
          const most = Math.max(price, ...upgrades.map(({ upgrade_tier }) => cheapest(upgrade_tier)))
          expect(upgrades.reduce((sum, { paid }) => sum + paid, 0)).toBeLessThanOrEqual(most - price + 0.0005)
        }
      }),
      { numRuns: 2000 }
    )
  })
})
