import { MedusaError } from "@medusajs/framework/utils"

export type LineItem = { id: string; variant_id: string | null; quantity: number; metadata?: Record<string, unknown> | null }
export type HoldRef = { id: string; offer_id: string; line_item_id: string | null }
export type OfferRef = { id: string; variant_id: string; variant_linked: boolean }

export type OfferLine<Item extends LineItem = LineItem> = { offer_id: string; hold_id: string | null; item: Item }

/**
 * Metadata key that carries a line's hold from cart to order. A buyer can write it as well: it is believed only if the hold is
 * the same cart's and knows of no line yet.
 */
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
      const named = candidate.line_item_id ? candidate.line_item_id === item.id : item.metadata?.[HOLD_METADATA_KEY] === candidate.id
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

/**
 * The same of an order. The cart's lines are gone by then, so a hold is found by the metadata that came with its line; and one
 * that was taken for this order and that no line's metadata name any more, because a buyer wrote over them, by its variant, and
 * by its quantity where several lines sell it.
 */
export function matchOrderLines<Item extends LineItem>(
  items: Item[],
  holds: (HoldRef & { status: string; quantity: number })[],
  offers: OfferRef[]
): OfferLine<Item>[] {
  const ordered = holds.map((hold) => ({ ...hold, line_item_id: items.find(({ id }) => id === hold.line_item_id)?.id ?? null }))
  const lines = oneLineEach(matchOfferLines(items, ordered, offers), holds, offers)
  for (const hold of holds.filter(({ status }) => status === "ordering")) {
    const variant = offers.find(({ id }) => id === hold.offer_id)?.variant_id
    const free = items.filter((item) => item.variant_id === variant && lines.every((line) => line.item.id !== item.id))
    const item = free.find(({ quantity }) => Number(quantity) === hold.quantity) ?? free[0]
    if (item && lines.every((line) => line.hold_id !== hold.id)) {
      lines.push({ offer_id: hold.offer_id, hold_id: hold.id, item })
    }
  }
  return lines
}

/** A hold of a linked variant was taken for one line, whatever other lines name it; a variant made for an offer is always the offer. */
function oneLineEach<Item extends LineItem>(lines: OfferLine<Item>[], holds: { id: string; quantity: number }[], offers: OfferRef[]): OfferLine<Item>[] {
  const linked = new Set(offers.filter((offer) => offer.variant_linked).map((offer) => offer.id))
  return lines.filter((line) => {
    const rivals = lines.filter((other) => other.hold_id === line.hold_id)
    const quantity = holds.find(({ id }) => id === line.hold_id)?.quantity
    return !linked.has(line.offer_id) || line === (rivals.find(({ item }) => Number(item.quantity) === quantity) ?? rivals[0])
  })
}

/** Units of each offer over all its lines. */
export function unitsByOffer(lines: OfferLine[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { offer_id, item } of lines) {
    units.set(offer_id, (units.get(offer_id) ?? 0) + Number(item.quantity))
  }
  return units
}

/** Lines that stay: one whose hold has run out is about to leave the cart and counts no more. */
export function stayingLines<Item extends LineItem>(
  lines: OfferLine<Item>[],
  holds: { offer_id: string; status: string; live: boolean }[]
): OfferLine<Item>[] {
  const dead = new Set(holds.filter((hold) => hold.status === "active" && !hold.live).map((hold) => hold.offer_id))
  return lines.filter((line) => !dead.has(line.offer_id))
}

/** Halves that add up to a whole would pass as one unit, which nobody can deliver. @throws MedusaError `quantity_invalid` */
export function assertWholeQuantities(lines: OfferLine[]): void {
  if (!lines.every(({ item }) => Number.isInteger(Number(item.quantity)))) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The quantity must be a whole number above zero.", "quantity_invalid")
  }
}

/**
 * Units of each offer over all its lines: what the cart's hold has to cover.
 * @throws MedusaError `quantity_invalid`
 */
export function quantitiesByOffer(lines: OfferLine[]): { offer_id: string; quantity: number; line_item_id: string }[] {
  assertWholeQuantities(lines)
  return [...unitsByOffer(lines)].map(([offer_id, quantity]) => ({
    offer_id,
    quantity,
    line_item_id: (lines.find((line) => line.offer_id === offer_id) as OfferLine).item.id,
  }))
}
