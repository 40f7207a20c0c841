import { ticketToRaise } from "../../modules/offer/raised-tickets"
import { TicketTier } from "../../modules/offer/types"

export type OwnTicket = { id: string; event_id: string; order_id: string; tier: TicketTier }

export type TicketNeed = {
  event_id: string
  /** The order the unit was bought with, and the one it followed up, if any. */
  order_ids: string[]
  target_tiers: string[]
  upgrade_tier: TicketTier | null
  /** Units a ticket may have of this offer; null is any number. */
  per_ticket_limit: number | null
}

/**
 * The ticket a unit belongs to: one bought with it before any other of the buyer's, one with fewer units before one with
 * more, the oldest first. An upgrade is for the ticket it was priced for: see `ticketToRaise`.
 * @param tickets the oldest first
 * @param bound tickets that units of this offer belong to already, one entry a unit
 */
export function chooseTicket(tickets: OwnTicket[], bound: string[], need: TicketNeed): OwnTicket | null {
  const { event_id, target_tiers, upgrade_tier } = need
  if (upgrade_tier !== null) {
    return ticketToRaise({ event_id, target_tiers, upgrade_tier }, tickets)
  }
  const units = (ticket: OwnTicket) => bound.filter((id) => id === ticket.id).length
  const fits = (ticket: OwnTicket) =>
    (!target_tiers.length || target_tiers.includes(ticket.tier)) && (need.per_ticket_limit === null || units(ticket) < need.per_ticket_limit)
  const rank = (ticket: OwnTicket) => {
    const own = need.order_ids.indexOf(ticket.order_id)
    return [own === -1 ? need.order_ids.length : own, units(ticket)]
  }
  const [best] = tickets
    .filter(fits)
    .map((ticket, index) => ({ ticket, rank: [...rank(ticket), index] }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2])
  return best?.ticket ?? null
}
