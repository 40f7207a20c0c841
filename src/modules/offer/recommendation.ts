import { Refusal } from "./eligibility"

/** What is known of an offer's sales, and what the asking cart is told about it. Money in major units of one currency. */
export type Candidate = {
  id: string
  position: number
  price: number
  sold: number
  /** Null is unlimited. */
  inventory_total: number | null
  refusal: Refusal | null
}

/** Before an offer has sold anything it is taken for one that sells a fifth; ten units of its own weigh as much as that guess. */
const PRIOR = { sold: 2, units: 10 }

/** An offer without a limit is measured as if there were this many. */
const UNLIMITED_UNITS = 100

/** An offer may cost as much as everything in the cart; beyond that its chance falls with the square of how much dearer it is. */
const AFFORDABLE_MULTIPLE = 1

/** Refusals of a cart that has what it can have; a cart that lacks a ticket can still be given one. */
const EXHAUSTED = new Set([
  "offer_sold_out",
  "insufficient_stock",
  "limit_per_order",
  "limit_per_customer",
  "limit_per_ticket",
  "tier_already_reached",
])

/** True when this cart can take no more units of the offer. */
export function isExhausted(refusal: Refusal | null): boolean {
  return refusal !== null && EXHAUSTED.has(refusal.code)
}

/** The share of its units an offer has sold, drawn towards the prior while there are few: above 0, at most 1. */
export function sellThrough({ sold, inventory_total }: Pick<Candidate, "sold" | "inventory_total">): number {
  return Math.min(1, (sold + PRIOR.sold) / ((inventory_total ?? UNLIMITED_UNITS) + PRIOR.units))
}

/**
 * What showing an offer is expected to earn: its price times its sell-through, less for one that is dear beside the cart.
 * An offer that can't be had now earns nothing.
 * @param cartTotal what the cart's lines come to before discounts and taxes; 0 when there is no cart or nothing in it
 */
export function expectedEarning(offer: Candidate, cartTotal: number): number {
  if (offer.refusal) {
    return 0
  }
  const affordable = cartTotal > 0 ? AFFORDABLE_MULTIPLE * cartTotal : Infinity
  const chance = offer.price > affordable ? (affordable / offer.price) ** 2 : 1
  return offer.price * sellThrough(offer) * chance
}

/** Offers by what they are expected to earn, the most first; equals by the organizer's position, then by id. */
export function byExpectedEarning<Offer extends Candidate>(offers: Offer[], cartTotal: number): Offer[] {
  return offers
    .map((offer) => ({ offer, earning: expectedEarning(offer, cartTotal) }))
    .sort((a, b) => b.earning - a.earning || a.offer.position - b.offer.position || (a.offer.id < b.offer.id ? -1 : 1))
    .map(({ offer }) => offer)
}
