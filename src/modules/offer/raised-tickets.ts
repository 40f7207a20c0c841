import { eligibleTickets, OwnTicket, TicketTerms } from "./eligibility"
import { highestTier, isBelow } from "./ticket-tiers"
import { TicketTier } from "./types"

/** An upgrade's terms. */
export type UpgradeTerms = TicketTerms & { upgrade_tier: TicketTier }

/**
 * The ticket that an upgrade raises: of those it can raise one of the lowest tier, and of these the oldest. Price and
 * delivery both ask here, so that the ticket somebody paid for is the ticket that is raised.
 * @param tickets the oldest first
 */
export function ticketToRaise<Ticket extends OwnTicket>(terms: UpgradeTerms, tickets: Ticket[]): Ticket | null {
  return eligibleTickets(terms, tickets).reduce<Ticket | null>((best, ticket) => (best && !isBelow(ticket.tier, best.tier) ? best : ticket), null)
}

/**
 * Raises a ticket for each of an upgrade's units, as long as there is one to raise.
 * @returns the tickets as they are then, in the order given, and as they were those that were raised, in the order of the units
 */
export function raiseTickets<Ticket extends OwnTicket>(
  terms: UpgradeTerms,
  tickets: Ticket[],
  units: number
): { tickets: Ticket[]; raised: Ticket[] } {
  const raised: Ticket[] = []
  let now = tickets
  while (raised.length < units) {
    const ticket = ticketToRaise(terms, now)
    if (!ticket) {
      break
    }
    raised.push(ticket)
    now = now.map((one) => (one === ticket ? { ...one, tier: terms.upgrade_tier } : one))
  }
  return { tickets: now, raised }
}

/** Tickets, as they were bought, with the tiers that the upgrades delivered to them raise them to. */
export function afterUpgrades<Ticket extends OwnTicket & { id: string }>(
  tickets: Ticket[],
  bound: { ticket_id: string | null; upgrade_tier: TicketTier | null }[]
): Ticket[] {
  return tickets.map((ticket) => {
    const tiers = bound.flatMap(({ ticket_id, upgrade_tier }) => (ticket_id === ticket.id && upgrade_tier ? [upgrade_tier] : []))
    return { ...ticket, tier: highestTier([ticket.tier, ...tiers]) as TicketTier }
  })
}

/** An upgrade that was bought and not given back; without a ticket as long as it isn't delivered. */
export type BoughtUpgrade = UpgradeTerms & { ticket_id: string | null }

/**
 * Tickets, as they were bought, with the tier each has once every upgrade bought for it is delivered: somebody who buys the
 * next one a moment later pays the difference to that.
 * @param tickets the oldest first
 * @param upgrades in the order in which those without a ticket are delivered
 */
export function standingTickets<Ticket extends OwnTicket & { id: string }>(tickets: Ticket[], upgrades: BoughtUpgrade[]): Ticket[] {
  const undelivered = upgrades.filter(({ ticket_id }) => ticket_id === null)
  return undelivered.reduce((now, upgrade) => raiseTickets(upgrade, now, 1).tickets, afterUpgrades(tickets, upgrades))
}
