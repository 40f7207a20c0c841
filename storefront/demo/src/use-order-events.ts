import type { MedusaOrder } from "@event-monetization/storefront-kit"
import { useCartSummary } from "@event-monetization/storefront-kit/react"
import { useShop } from "./shop-context.tsx"

/**
 * The events that an order is for, by the cart it was made of. Of an order that is looked up later the shop knows the lead
 * event's tickets only.
 */
export function useOrderEvents(order: MedusaOrder | null, cartId: string | null): string[] {
  const { leadEvent } = useShop()
  const { cart } = useCartSummary(cartId)
  if (cart) {
    return cart.eventIds
  }
  const variants = new Set((order?.items ?? []).map((item) => item.variant_id))
  return leadEvent && cartId === null && leadEvent.ticketTypes.some((type) => variants.has(type.variantId)) ? [leadEvent.id] : []
}
