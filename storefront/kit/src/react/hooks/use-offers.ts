import type { OfferListQuery, PriceContext } from "../../client/calls/offers.ts"
import type { StoreOffer } from "../../client/types.ts"
import type { Pace } from "../../time/polling.ts"
import { useMonetization } from "../monetization-provider.tsx"
import { useQuery, type QueryResult } from "./use-query.ts"

export interface UseOffersOptions extends Omit<OfferListQuery, "regionId" | "currencyCode"> {
  /** Ask nothing yet, e.g. until the event is known. */
  enabled?: boolean
  /** Follow stock and sale windows while the page can be seen. */
  live?: boolean
}

export interface UseOffersResult extends Omit<QueryResult<unknown>, "data"> {
  offers: StoreOffer[]
  count: number
}

/** Stock that changes is looked at again soon, stock that stands still ever less often. */
const LIVE_STOCK: Pace = { firstMs: 10_000, maxMs: 120_000 }
const liveStock = () => LIVE_STOCK

/** Offers of an event, session or placement, priced in the cart when `cartId` is given, else in the provider's region. */
export function useOffers({ enabled = true, live = false, ...query }: UseOffersOptions): UseOffersResult {
  const { client, regionId } = useMonetization()
  const full: OfferListQuery = { ...query, ...priceContext(query.cartId, regionId) }
  // the first ticket makes a cart: the same offers, asked about that cart, must not vanish for a moment
  const { cartId: _, ...withoutCart } = query
  const { data, ...rest } = useQuery(
    enabled ? `offers:${JSON.stringify(full)}` : null,
    (signal) => client.offers.list(full, { signal }),
    { family: `offers:${JSON.stringify(withoutCart)}`, ...(live ? { pace: liveStock } : {}) }
  )
  return { ...rest, offers: data?.offers ?? NONE, count: data?.count ?? 0 }
}

const NONE: StoreOffer[] = []

/** One offer; null asks nothing. */
export function useOffer(
  id: string | null,
  { cartId, live = false }: { cartId?: string; live?: boolean } = {}
): Omit<QueryResult<StoreOffer>, "data"> & { offer: StoreOffer | null } {
  const { client, regionId } = useMonetization()
  const context = priceContext(cartId, regionId)
  const { data, ...rest } = useQuery(
    id === null ? null : `offer:${id}:${JSON.stringify(context)}`,
    (signal) => client.offers.retrieve(id ?? "", context, { signal }),
    live ? { pace: liveStock } : {}
  )
  return { ...rest, offer: data }
}

function priceContext(cartId: string | undefined, regionId: string | null): PriceContext {
  return cartId ? { cartId } : regionId ? { regionId } : {}
}
