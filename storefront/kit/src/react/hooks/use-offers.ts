import { useState } from "react"
import type { OfferListQuery, PriceContext } from "../../client/calls/offers.ts"
import type { StoreOffer } from "../../client/types.ts"
import { clockSkewMs } from "../../time/hold-clock.ts"
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
  /** Server clock minus device clock in ms: what deadlines are counted with where there is no cart. */
  skewMs: number
}

/** Stock that changes is looked at again soon, stock that stands still ever less often. */
const LIVE_STOCK: Pace = { firstMs: 10_000, maxMs: 120_000 }
const liveStock = () => LIVE_STOCK

/** Answers measure a few ms more or less each time, which is no reason to render. */
const SKEW_CHANGE_MS = 1_000

/** Offers of an event, session or placement, priced in the cart when `cartId` is given, else in the provider's region. */
export function useOffers({ enabled = true, live = false, ...query }: UseOffersOptions): UseOffersResult {
  const { client, regionId } = useMonetization()
  const full: OfferListQuery = { ...query, ...priceContext(query.cartId, regionId) }
  const [skewMs, setSkewMs] = useState(0)
  // the first ticket makes a cart: the same offers, asked about that cart, must not vanish for a moment; nor when there
  // are more of them
  const { cartId: _, limit: __, ...basis } = query
  const { data, ...rest } = useQuery(
    enabled ? `offers:${JSON.stringify(full)}` : null,
    async (signal) => {
      const sentAt = Date.now()
      // apart from the rest: a clock that went on is no change that is worth looking again soon
      const { serverTime, ...answer } = await client.offers.list(full, { signal })
      const skew = clockSkewMs(serverTime, sentAt, Date.now())
      setSkewMs((before) => (Math.abs(before - skew) < SKEW_CHANGE_MS ? before : skew))
      return answer
    },
    { family: `offers:${JSON.stringify(basis)}`, ...(live ? { pace: liveStock } : {}) }
  )
  return { ...rest, offers: data?.offers ?? NONE, count: data?.count ?? 0, skewMs }
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
