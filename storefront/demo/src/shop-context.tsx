import type { StoreEvent } from "@event-monetization/storefront-kit"
import { useEvent } from "@event-monetization/storefront-kit/react"
import { createContext, useContext, useMemo, type ReactNode } from "react"
import { DEFAULT_SHOP_NAME, type ShopConfig } from "./config.ts"

interface Shop {
  config: ShopConfig
  name: string
  /** The event the shop leads with; null until it is read or when there is none. */
  leadEvent: StoreEvent | null
  /** Of the lead event; for dates on pages that belong to no event. */
  timeZone: string
}

const ShopContext = createContext<Shop | null>(null)

export function ShopProvider({ config, children }: { config: ShopConfig; children: ReactNode }) {
  const { event } = useEvent(config.defaultEventHandle || null)
  const shop = useMemo(
    () => ({
      config,
      name: config.shopName ?? DEFAULT_SHOP_NAME,
      leadEvent: event,
      timeZone: event?.timeZone ?? "UTC",
    }),
    [config, event]
  )
  return <ShopContext.Provider value={shop}>{children}</ShopContext.Provider>
}

export function useShop(): Shop {
  const shop = useContext(ShopContext)
  if (!shop) {
    throw new Error("useShop outside ShopProvider")
  }
  return shop
}
