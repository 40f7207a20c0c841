import { TicketTier } from "../../modules/offer/types"

export type PricedTicketType = { id: string; tier: TicketTier; price: number | null }

/**
 * What an upgrade costs that charges the difference: the better ticket's price less the own one's, never below zero. Of
 * several tickets it could be for, the one with the largest difference counts, so that nobody gains by having a dearer
 * ticket beside the one that is raised.
 * @param own the ticket types of the tickets it could be for, one entry a ticket
 * @returns major units; null when the event sells no ticket of that tier, or none in the currency
 */
export function upgradeDifference(types: PricedTicketType[], upgradeTier: TicketTier, own: string[]): number | null {
  const targets = types.flatMap(({ tier, price }) => (tier === upgradeTier && price !== null ? [price] : []))
  const differences = own.flatMap((id) => {
    const price = types.find((type) => type.id === id)?.price ?? null
    return price === null || !targets.length ? [] : [Math.max(0, Math.min(...targets) - price)]
  })
  // Sums of binary fractions without their noise; no currency has more than three decimals.
  return differences.length ? Math.round(Math.max(...differences) * 1000) / 1000 : null
}
