import { createContext, useContext, useEffect, useMemo, useRef, type ReactNode } from "react"
import { browserCartIdStorage, type CartIdStorage } from "../cart/cart-id-storage.ts"
import { CartStore } from "../cart/cart-store.ts"
import { browserDismissedNotices } from "../cart/dismissed-notices.ts"
import type { MonetizationClient } from "../client/create-client.ts"
import { purchaseKeys, type PurchaseKeys } from "../client/purchase-keys.ts"
import { keptText } from "../storage/kept-text.ts"
import { CustomerStore } from "./customer-store.ts"
import { useCartUpkeep } from "./hooks/use-cart.ts"
import { defaultLabels, mergeLabels, type LabelOverrides, type Labels } from "./labels.ts"
import { QueryCache } from "./query-cache.ts"

export interface MonetizationContextValue {
  client: MonetizationClient
  regionId: string | null
  locale: string
  timeZone: string
  labels: Labels
  cartStore: CartStore
  customerStore: CustomerStore
  purchaseKeys: PurchaseKeys
  cache: QueryCache
}

const MonetizationContext = createContext<MonetizationContextValue | null>(null)

export interface MonetizationProviderProps {
  client: MonetizationClient
  /** Medusa region that prices and new carts are in. */
  regionId?: string | null
  /** BCP 47 (default "en"). Fixed rather than the browser's, so that server and browser render the same. */
  locale?: string
  /** IANA zone for offer deadlines when a component is given none (default "UTC"). */
  timeZone?: string
  labels?: LabelOverrides
  cartIdStorage?: CartIdStorage
  children?: ReactNode
}

/** Holds the one cart, the customer and the client for everything below it. Renders on a server as "still loading". */
export function MonetizationProvider({
  client,
  regionId = null,
  locale = "en",
  timeZone = "UTC",
  labels,
  cartIdStorage,
  children,
}: MonetizationProviderProps) {
  const region = useRef(regionId)
  region.current = regionId

  // one set of stores for a client's life: a new cartIdStorage object on each render must not start a new cart
  const stores = useMemo(() => {
    const cache = new QueryCache()
    const cartIds = cartIdStorage ?? browserCartIdStorage()
    const cartStore = new CartStore(client, cartIds, () => region.current, browserDismissedNotices())
    // of this tab: two tabs may buy the same twice
    const keys = purchaseKeys(keptText("sessionStorage", "em_purchase_keys"))
    return { cache, cartStore, purchaseKeys: keys, customerStore: new CustomerStore(client, cartStore, cache, keys) }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client])

  useEffect(() => {
    const stops = [stores.customerStore.start(), stores.cartStore.start()]
    return () => stops.forEach((stop) => stop())
  }, [stores])

  const mergedLabels = useMemo(() => mergeLabels(defaultLabels, labels), [labels])
  const value = useMemo(
    () => ({ client, regionId, locale, timeZone, labels: mergedLabels, ...stores }),
    [client, regionId, locale, timeZone, mergedLabels, stores]
  )
  return (
    <MonetizationContext.Provider value={value}>
      <CartUpkeep />
      {children}
    </MonetizationContext.Provider>
  )
}

/** A component of its own, so that the cart's changes don't render the provider's children again. */
function CartUpkeep() {
  useCartUpkeep()
  return null
}

/** @throws Error outside a MonetizationProvider */
export function useMonetization(): MonetizationContextValue {
  const value = useContext(MonetizationContext)
  if (!value) {
    throw new Error("Wrap this in <MonetizationProvider client={...}>")
  }
  return value
}

/** Locale, zone and words for a component, which also works without a provider. */
export function usePresentation(overrides?: LabelOverrides): { labels: Labels; locale: string; timeZone: string } {
  const context = useContext(MonetizationContext)
  const base = context?.labels ?? defaultLabels
  const labels = useMemo(() => mergeLabels(base, overrides), [base, overrides])
  return { labels, locale: context?.locale ?? "en", timeZone: context?.timeZone ?? "UTC" }
}
