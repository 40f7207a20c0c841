import { BoughtUpgrade, raiseTickets, standingTickets, ticketToRaise } from "./raised-tickets"
import { TicketTier } from "./types"

const ticket = (id: string, tier: TicketTier, event_id = "evt_1") => ({ id, event_id, tier })
const to = (upgrade_tier: TicketTier, target_tiers: string[] = []) => ({ event_id: "evt_1", target_tiers, upgrade_tier })
const bought = (upgrade_tier: TicketTier, ticket_id: string | null = null): BoughtUpgrade => ({ ...to(upgrade_tier), ticket_id })

describe("ticketToRaise", () => {
  it("takes the lowest tier, then the oldest ticket", () => {
    const tickets = [ticket("a", "PREMIUM"), ticket("b", "STANDARD"), ticket("c", "STANDARD")]
    expect(ticketToRaise(to("VIP"), tickets)?.id).toBe("b")
    expect(ticketToRaise(to("VIP"), tickets.slice(0, 1))?.id).toBe("a")
  })

  it("takes none that it doesn't raise, that it isn't for, or that is for another event", () => {
    expect(ticketToRaise(to("PREMIUM"), [ticket("a", "PREMIUM"), ticket("b", "VIP")])).toBeNull()
    expect(ticketToRaise(to("VIP", ["PREMIUM"]), [ticket("a", "STANDARD"), ticket("b", "PREMIUM")])?.id).toBe("b")
    expect(ticketToRaise(to("VIP"), [ticket("a", "STANDARD", "evt_2")])).toBeNull()
  })
})

it("raises one ticket after the other, as long as there are any", () => {
  const { tickets, raised } = raiseTickets(to("VIP"), [ticket("a", "PREMIUM"), ticket("b", "STANDARD"), ticket("c", "VIP")], 3)
  expect(raised).toEqual([ticket("b", "STANDARD"), ticket("a", "PREMIUM")])
  expect(tickets).toEqual([ticket("a", "VIP"), ticket("b", "VIP"), ticket("c", "VIP")])
})

describe("standingTickets", () => {
  it("counts what was delivered to a ticket", () => {
    const upgrades = [bought("VIP", "b"), bought("PREMIUM", "b")]
    expect(standingTickets([ticket("a", "STANDARD"), ticket("b", "STANDARD")], upgrades)).toEqual([ticket("a", "STANDARD"), ticket("b", "VIP")])
  })

  it("gives what is still to be delivered to the ticket it is going to raise", () => {
    const upgrades = [bought("PREMIUM"), bought("VIP"), bought("VIP", "c")]
    expect(standingTickets([ticket("a", "STANDARD"), ticket("b", "PREMIUM"), ticket("c", "STANDARD")], upgrades)).toEqual([
      ticket("a", "VIP"),
      ticket("b", "PREMIUM"),
      ticket("c", "VIP"),
    ])
  })
})
