import { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { OfferPriceInput } from "./types"
import { updateOfferWorkflow } from "./workflows/update-offer"

export type VariantPrice = { currency_code: string; amount: number; price_list_id?: string | null; rules_count?: number }
type MirroredPrice = { currency_code: string; amount: number | string; compare_at_amount: number | string | null }
type Mirror = { id: string; prices: MirroredPrice[] }

/** What `mirrorVariantPrices` reads of a variant. */
export const VARIANT_PRICE_FIELDS = ["prices.currency_code", "prices.amount", "prices.price_list_id", "prices.rules_count"]

/**
 * The prices an offer has to have when its variant has these; null when it has them. A compare-at price that is no longer
 * above the price is dropped.
 */
export function pricesToMirror(mirrored: MirroredPrice[], variantPrices: VariantPrice[]): OfferPriceInput[] | null {
  const prices = variantPrices.filter((price) => !price.price_list_id && !price.rules_count)
  const known = new Map(mirrored.map((price) => [price.currency_code, price]))
  const same = prices.length === known.size && prices.every((price) => MathBN.eq(known.get(price.currency_code)?.amount ?? -1, price.amount))
  if (same || !prices.length) {
    return null
  }
  return prices.map(({ currency_code, amount }) => {
    const compareAt = known.get(currency_code)?.compare_at_amount
    return { currency_code, amount: Number(amount), compare_at_amount: compareAt && Number(compareAt) > amount ? Number(compareAt) : null }
  })
}

/**
 * The cart charges what Medusa's price set says; the offer's own prices mirror it. When an organizer changes the variant on
 * Medusa's product page, the mirror follows.
 */
export async function mirrorVariantPrices(container: MedusaContainer, offer: Mirror, variantPrices: VariantPrice[]): Promise<void> {
  const prices = pricesToMirror(offer.prices, variantPrices)
  if (prices) {
    await updateOfferWorkflow(container).run({ input: { id: offer.id, prices } })
  }
}
