import { isBelow } from "./ticket-tiers"
import { OfferStatus, TicketTier } from "./types"

/** The moment an offer's rules are asked. All moments ask the same function, so they can't drift apart. */
export type Moment = "list" | "add" | "renew" | "pay" | "order"

export type OfferTerms = {
  title: string
  event_id: string
  status: OfferStatus
  starts_at: Date | null
  expires_at: Date | null
  target_session_ids: string[]
  target_tiers: string[]
  requires_ticket: boolean
  per_customer_limit: number | null
  per_order_limit: number | null
  /** Units for each of the buyer's tickets. */
  per_ticket_limit?: number | null
  /** The tier an upgrade raises a ticket to. */
  upgrade_tier?: TicketTier | null
}

/** A ticket the buyer has, or is buying in the same cart: that one has no id yet. */
export type OwnTicket = { id?: string | null; event_id: string; tier: TicketTier; ticket_type_id?: string | null }

/** Units of the offer that the buyer has already, by the ticket they belong to; without a ticket as long as none is chosen. */
export type BoundUnits = { ticket_id: string | null; quantity: number }

export type Demand = {
  moment: Moment
  /** PostgreSQL's clock. */
  at: Date
  /** Units asked for in this cart, in all. */
  quantity: number
  /** Units this cart could have, its own hold included; null is unlimited. */
  available: number | null
  /** Units the same customer has bought or holds in other carts. */
  owned: number
  /** Whether the offer has a price in the cart's currency. */
  priced: boolean
  /** One entry for each ticket; null when nothing is known of the buyer, and then no ticket rule is asked. */
  tickets: OwnTicket[] | null
  /** Units the buyer bought, or holds in other carts: what `per_ticket_limit` leaves is for the rest. */
  bound?: BoundUnits[]
  /** The session whose page the offer is asked from, if any. */
  session_id?: string | null
  /**
   * The cart holds the offer and its payment has begun: status and sale window were judged then and are not judged
   * again, so nobody loses a payment to a clock that ran out while they typed their card number.
   */
  promised?: boolean
}

export type Refusal = { code: string; message: string }

type Rule = (terms: OfferTerms, demand: Demand) => Refusal | null

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`

const sumOf = (units: BoundUnits[]) => units.reduce((sum, { quantity }) => sum + quantity, 0)

const statusRule: Rule = (terms, { promised }) => {
  if (promised || terms.status === "published") {
    return null
  }
  return terms.status === "archived"
    ? { code: "offer_archived", message: `${terms.title} is no longer for sale.` }
    : { code: "offer_not_published", message: `${terms.title} is not for sale yet.` }
}

const windowRule: Rule = (terms, { at, promised }) => {
  if (promised) {
    return null
  }
  if (terms.starts_at && at < terms.starts_at) {
    return { code: "offer_not_started", message: `${terms.title} is not for sale yet.` }
  }
  if (terms.expires_at && at >= terms.expires_at) {
    return { code: "offer_expired", message: `The sale of ${terms.title} has ended.` }
  }
  return null
}

const priceRule: Rule = (terms, { priced }) =>
  priced ? null : { code: "currency_not_priced", message: `${terms.title} has no price in this currency.` }

const sessionRule: Rule = (terms, { session_id }) =>
  !session_id || !terms.target_session_ids.length || terms.target_session_ids.includes(session_id)
    ? null
    : { code: "session_required", message: `${terms.title} is for other sessions.` }

/** What of an offer's terms says whether it belongs to a ticket. */
export type TicketNeed = Pick<OfferTerms, "requires_ticket" | "target_tiers" | "per_ticket_limit" | "upgrade_tier">

/** Whether the offer can only be bought by somebody with a ticket: then each of its units belongs to one. */
export const needsTicket = (terms: TicketNeed | undefined): boolean =>
  Boolean(terms && (terms.requires_ticket || terms.target_tiers.length > 0 || limitedByTicket(terms) || terms.upgrade_tier))

const limitedByTicket = (terms: Pick<OfferTerms, "per_ticket_limit">) => terms.per_ticket_limit !== null && terms.per_ticket_limit !== undefined

const targeted = (terms: TicketTerms, tier: TicketTier) => !terms.target_tiers.length || terms.target_tiers.includes(tier)

const belowUpgrade = (terms: TicketTerms, tier: TicketTier) => !terms.upgrade_tier || isBelow(tier, terms.upgrade_tier)

/** What decides which tickets an offer can be bought for. */
export type TicketTerms = Pick<OfferTerms, "event_id" | "target_tiers" | "upgrade_tier">

/** The tickets an offer can be bought for: of its event, of a tier it is for, and below the tier it would raise them to. */
export function eligibleTickets<Ticket extends OwnTicket>(terms: TicketTerms, tickets: Ticket[]): Ticket[] {
  return tickets.filter(
    ({ event_id, tier }) => event_id === terms.event_id && targeted(terms, tier) && belowUpgrade(terms, tier)
  )
}

const ticketRule: Rule = (terms, { tickets }) => {
  if (!tickets || !needsTicket(terms)) {
    return null
  }
  const own = tickets.filter((ticket) => ticket.event_id === terms.event_id)
  if (!own.length) {
    return tickets.length
      ? { code: "wrong_event", message: `${terms.title} belongs to another event than your ticket.` }
      : { code: "ticket_required", message: `${terms.title} needs a ticket for the event.` }
  }
  const right = own.filter(({ tier }) => targeted(terms, tier))
  if (!right.length) {
    return { code: "tier_required", message: `${terms.title} is for ${terms.target_tiers.join(" and ")} tickets.` }
  }
  return right.some(({ tier }) => belowUpgrade(terms, tier))
    ? null
    : { code: "tier_already_reached", message: `Your ticket has what ${terms.title} would raise it to already.` }
}

/** Each ticket takes its own units: what is left of one ticket's limit when another's is used up is still to be had. */
const ticketLimitRule: Rule = (terms, { tickets, quantity, bound = [] }) => {
  const eligible = tickets && limitedByTicket(terms) ? eligibleTickets(terms, tickets) : []
  if (!eligible.length) {
    return null
  }
  const limit = terms.per_ticket_limit as number
  const unitsOf = (id: string | null) => sumOf(bound.filter(({ ticket_id }) => ticket_id === id))
  const room = eligible.reduce((sum, { id }) => sum + Math.max(0, limit - (id ? unitsOf(id) : 0)), 0)
  const left = Math.max(0, room - unitsOf(null))
  return quantity <= left
    ? null
    : { code: "limit_per_ticket", message: `${terms.title} is limited to ${plural(limit, "unit")} a ticket; you can have ${left} more.` }
}

const quantityRule: Rule = (_terms, { quantity }) =>
  Number.isInteger(quantity) && quantity > 0
    ? null
    : { code: "quantity_invalid", message: "The quantity must be a whole number above zero." }

const orderLimitRule: Rule = (terms, { quantity }) =>
  terms.per_order_limit !== null && quantity > terms.per_order_limit
    ? { code: "limit_per_order", message: `${terms.title} is limited to ${plural(terms.per_order_limit, "unit")} an order.` }
    : null

const customerLimitRule: Rule = (terms, { quantity, owned }) => {
  if (terms.per_customer_limit === null || quantity + owned <= terms.per_customer_limit) {
    return null
  }
  const left = Math.max(0, terms.per_customer_limit - owned)
  return {
    code: "limit_per_customer",
    message: `${terms.title} is limited to ${plural(terms.per_customer_limit, "unit")} a person; you can have ${left} more.`,
  }
}

const stockRule: Rule = (terms, { quantity, available }) => {
  if (available === null || quantity <= available) {
    return null
  }
  return available <= 0
    ? { code: "offer_sold_out", message: `${terms.title} is sold out.` }
    : { code: "insufficient_stock", message: `Only ${available} of ${terms.title} left.` }
}

const RULES: Rule[] = [
  statusRule,
  windowRule,
  priceRule,
  sessionRule,
  ticketRule,
  quantityRule,
  orderLimitRule,
  customerLimitRule,
  ticketLimitRule,
  stockRule,
]

/**
 * Every rule that refuses the demand, the most final first; an empty list means the offer can be had.
 * Pure: the caller gathers the facts, under the offer's row lock where stock or limits decide.
 */
export function evaluateEligibility(terms: OfferTerms, demand: Demand): Refusal[] {
  return RULES.map((rule) => rule(terms, demand)).filter((refusal): refusal is Refusal => refusal !== null)
}
