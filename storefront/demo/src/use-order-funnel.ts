import { startPolling, type Pace } from "@event-monetization/storefront-kit"
import { usePostPurchase, type UsePostPurchaseResult } from "@event-monetization/storefront-kit/react"
import { useEffect, useState } from "react"
import { funnelOrigin } from "./funnel-origin.ts"

/** The shop may know that an order is placed before the funnel does that led to it. */
const UNTIL_KNOWN: Pace = { firstMs: 700, maxMs: 15_000 }

/** The funnel that follows an order: its own, or the one in which this very order was accepted. */
export function useOrderFunnel(cartId: string | null, orderId: string): { cartId: string | null; funnel: UsePostPurchaseResult } {
  const [origin] = useState(() => (cartId === null ? null : funnelOrigin.get()))
  const own = usePostPurchase(cartId)
  const before = usePostPurchase(origin === cartId ? null : origin)
  const results = before.postPurchase?.results ?? []
  const isFromBefore = results.some((result) => result.orderId === orderId)
  const mayBecome = !isFromBefore && results.some(({ outcome }) => outcome === "payment_page" || outcome === "pending")
  const { refetch } = before

  useEffect(() => {
    if (!mayBecome) {
      return
    }
    const ask = async () => {
      await refetch()
      return false
    }
    return startPolling({ ask, pace: UNTIL_KNOWN })
  }, [mayBecome, refetch])

  if (isFromBefore) {
    return { cartId: origin, funnel: before }
  }
  return { cartId, funnel: before.isLoading ? { ...own, postPurchase: null, isLoading: true } : own }
}
