import type { StoreEvent } from "@event-monetization/storefront-kit"
import { useEvent } from "@event-monetization/storefront-kit/react"
import { useShop } from "./shop-context.tsx"

/** An event by its id; the one the shop leads with is there already. */
export function useShopEvent(id: string | null): StoreEvent | null {
  const { leadEvent } = useShop()
  const isLead = id !== null && id === leadEvent?.id
  const { event } = useEvent(isLead ? null : id)
  return isLead ? leadEvent : event
}
