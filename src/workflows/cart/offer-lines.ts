export type LineItem = { id: string; variant_id: string | null; quantity: number; metadata?: Record<string, unknown> | null }
export type HoldRef = { id: string; offer_id: string; line_item_id: string | null }
export type OfferRef = { id: string; variant_id: string; variant_linked: boolean }

export type OfferLine<Item extends LineItem = LineItem> = { offer_id: string; hold_id: string | null; item: Item }

/** Metadata key that carries a line's hold from cart to order. Believed only if the hold is the same cart's. */
export const HOLD_METADATA_KEY = "offer_hold_id"

/**
 * Which lines of a cart, or of the order made from it, sell offers.
 * A variant made for an offer is always that offer, however it got into the cart. A linked variant is the offer only
 * where one of this cart's holds says so: the same variant may be bought outside the offer.
 */
export function matchOfferLines<Item extends LineItem>(items: Item[], holds: HoldRef[], offers: OfferRef[]): OfferLine<Item>[] {
  return items.flatMap((item) => {
    const hold = holds.find((candidate) => {
      const offer = offers.find(({ id }) => id === candidate.offer_id)
      const named = candidate.line_item_id === item.id || item.metadata?.[HOLD_METADATA_KEY] === candidate.id
      return named && offer?.variant_id === item.variant_id
    })
    if (hold) {
      return [{ offer_id: hold.offer_id, hold_id: hold.id, item }]
    }
    const offer = offers.find((candidate) => candidate.variant_id === item.variant_id && !candidate.variant_linked)
    if (!offer) {
      return []
    }
    return [{ offer_id: offer.id, hold_id: holds.find((candidate) => candidate.offer_id === offer.id)?.id ?? null, item }]
  })
}

/** Units of each offer over all its lines: what the cart's hold has to cover. */
export function quantitiesByOffer(lines: OfferLine[]): { offer_id: string; quantity: number; line_item_id: string }[] {
  const totals = new Map<string, { offer_id: string; quantity: number; line_item_id: string }>()
  for (const { offer_id, item } of lines) {
    const total = totals.get(offer_id) ?? { offer_id, quantity: 0, line_item_id: item.id }
    totals.set(offer_id, { ...total, quantity: total.quantity + Number(item.quantity) })
  }
  return [...totals.values()]
}
