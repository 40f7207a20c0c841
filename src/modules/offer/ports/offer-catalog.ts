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
  /** Begins a look at the whole catalogue, slow enough not to be in the buyers' way. @throws as `sync` */
  survey(): Promise<CatalogSurvey>
}

/** A look at a vendor's catalogue, for the repair. Every call may throw as `sync` does; what was said before still holds. */
export interface CatalogSurvey {
  /** Ids of the products in use at the vendor that say which offer they are, by the offer's id. */
  readonly claims: ReadonlyMap<string, readonly string[]>
  /** What differs at the vendor for one offer after the other. */
  findings(offers: CatalogOffer[]): AsyncIterable<CatalogFinding>
  /** Takes a product out of use. */
  retire(productId: string): Promise<void>
}

export type CatalogFinding = {
  /** The offer's. */
  id: string
  /** In words; empty when the offer is in step. */
  drift: string[]
  /** Products in use that say they are the offer's beside the one that is: `sync` knows nothing of them. */
  copies: string[]
}
