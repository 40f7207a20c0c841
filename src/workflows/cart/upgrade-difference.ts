import { OwnTicket } from "../../modules/offer/eligibility"
import { raiseTickets, UpgradeTerms } from "../../modules/offer/raised-tickets"
import { isBelow } from "../../modules/offer/ticket-tiers"
import { TicketTier } from "../../modules/offer/types"

/** A ticket type of the event with its price in major units; null without one in the currency. */
export type PricedTicketType = { id: string; tier: TicketTier; price: number | null }

/** An upgrade offer and how many of its units a cart has. */
export type CartUpgrade = UpgradeTerms & { id: string; quantity: number }

function cheapest(types: PricedTicketType[], tier: TicketTier): number | null {
  const prices = types.flatMap((type) => (type.tier === tier && type.price !== null ? [type.price] : []))
  return prices.length ? Math.min(...prices) : null
}

/**
 * What a ticket is worth today: the price of the ticket type it was bought as. Once raised, the cheapest of its tier, which
 * is what raising it was charged to, but never less than what it was bought as. A type that isn't sold any more (or was
 * never, such as a press ticket) counts as the cheapest of its tier.
 */
export function ticketValue(types: PricedTicketType[], ticket: Pick<OwnTicket, "tier" | "ticket_type_id">): number | null {
  const own = types.find(({ id }) => id === ticket.ticket_type_id)
  const ofTier = cheapest(types, ticket.tier)
  if (own?.tier === ticket.tier) {
    return own.price ?? ofTier
  }
  const known = [own?.price ?? null, ofTier].filter((price) => price !== null)
  return known.length ? Math.max(...known) : null
}

/**
 * What raising one ticket costs: the cheapest ticket of the better tier less what this very ticket is worth, never below
 * zero. So all upgrades of a ticket together cost what the better one costs more than the one that was bought.
 * @returns major units; null when the event sells no ticket of one of the tiers in the currency
 */
export function upgradeDifference(types: PricedTicketType[], upgradeTier: TicketTier, ticket: Pick<OwnTicket, "tier" | "ticket_type_id">): number | null {
  const target = cheapest(types, upgradeTier)
  const value = ticketValue(types, ticket)
  // Differences of binary fractions without their noise; no currency has more than three decimals.
  return target === null || value === null ? null : Math.round(Math.max(0, target - value) * 1000) / 1000
}

/** Upgrades of one cart choose their tickets in this order, when they are priced and when they are delivered. */
export function inChoosingOrder(a: { upgrade_tier: TicketTier; id: string }, b: { upgrade_tier: TicketTier; id: string }): number {
  return a.upgrade_tier === b.upgrade_tier ? a.id.localeCompare(b.id) : isBelow(a.upgrade_tier, b.upgrade_tier) ? -1 : 1
}

/**
 * What each unit of an upgrade costs in a cart, one entry for each ticket it could raise, in the order it would raise
 * them: after the cart's other upgrades that choose before it.
 * @param tickets the oldest first
 */
export function upgradeDifferences<Ticket extends OwnTicket>(
  types: PricedTicketType[],
  offer: UpgradeTerms & { id: string },
  tickets: Ticket[],
  inCart: CartUpgrade[] = []
): (number | null)[] {
  const before = inCart.filter((other) => other.id !== offer.id && inChoosingOrder(other, offer) < 0).sort(inChoosingOrder)
  const left = before.reduce((now, other) => raiseTickets(other, now, other.quantity).tickets, tickets)
  return raiseTickets(offer, left, left.length).raised.map((ticket) => upgradeDifference(types, offer.upgrade_tier, ticket))
}

/** Whether so many units can be on one line, which has one price for all of them. */
export function costTheSame(differences: (number | null)[], quantity: number): boolean {
  return new Set(differences.slice(0, quantity)).size <= 1
}
