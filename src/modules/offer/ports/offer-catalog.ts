/** An offer as a payment vendor's catalogue should show it. */
export type CatalogOffer = {
  id: string
  title: string
  description: string | null
  image_url: string | null
  active: boolean
  /** Id at the vendor, null before the first sync. */
  product_id: string | null
  prices: {
    id: string
    currency_code: string
    /** Major units. */
    amount: number | string
    catalog_price_id: string | null
    /** The amount `catalog_price_id` was made for, major units. */
    catalog_amount: number | string | null
  }[]
  metadata?: Record<string, string>
}

/** The vendor's ids; `prices` has one entry for each of the offer's prices, `id` being the offer's. */
export type CatalogResult = { product_id: string; prices: { id: string; catalog_price_id: string }[] }

/**
 * Keeps a payment vendor's catalogue in step with the offers.
 * `sync` may be called again at any time, after a crash and twice at once: same offer in, same ids out.
 */
export interface OfferCatalog {
  readonly name: string
  /** @throws MedusaError; `stripe_unavailable` and its like are worth a retry */
  sync(offer: CatalogOffer): Promise<CatalogResult>
  /** What differs at the vendor, in words; empty when nothing does. */
  inspect?(offer: CatalogOffer): Promise<{ drift: string[] }>
}
