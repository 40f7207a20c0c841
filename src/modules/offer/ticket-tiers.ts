import { TICKET_TIERS, TicketTier } from "./types"

/** Tiers from the lowest to the highest. */
export function isBelow(tier: TicketTier, other: TicketTier): boolean {
  return TICKET_TIERS.indexOf(tier) < TICKET_TIERS.indexOf(other)
}

export function highestTier(tiers: TicketTier[]): TicketTier | null {
  return tiers.reduce<TicketTier | null>((highest, tier) => (highest === null || isBelow(highest, tier) ? tier : highest), null)
}
