import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react"
import type { MonetizationError } from "../../client/monetization-error.ts"
import type { PostPurchase, PostPurchaseResult } from "../../client/types.ts"
import { remainingMs } from "../../time/hold-clock.ts"
import { PostPurchaseStore, type PostPurchaseState } from "../../post-purchase/post-purchase-store.ts"
import { useMonetization } from "../monetization-provider.tsx"

export interface UsePostPurchaseResult {
  /** null until the first answer. */
  postPurchase: PostPurchase | null
  /** Nothing is known yet. */
  isLoading: boolean
  /** Of the last answer or read, until the next. */
  error: MonetizationError | null
  /** The buyer's answer that is under way. */
  busy: "accept" | "decline" | null
  /** A payment is being worked on; it is asked about until it is known. */
  isPending: boolean
  /** When the funnel closes, while it is open. */
  expiresAt: string | null
  /** Server clock minus device clock in ms: pass it to Countdown together with `expiresAt`. */
  skewMs: number
  /**
   * Buys the offer of the current step for the total it shows, or less. Answers what became of it: with outcome "payment_page", send the buyer to
   * `checkoutUrl`. null when it was refused; `error` says why.
   */
  accept: () => Promise<PostPurchaseResult | null>
  /** Goes on without the offer of the current step. */
  decline: () => Promise<PostPurchaseResult | null>
  refetch: () => Promise<void>
}

/** When the funnel is read again after its end: this device's idea of the server's clock may be a little early. */
const AFTER_EXPIRY_MS = [700, 2_000, 5_000]

const NOTHING: PostPurchaseState = { postPurchase: null, skewMs: 0, busy: null, error: null }
const nothing = () => NOTHING
const never = () => () => undefined

/**
 * The one-time offers after an order, one at a time. Read again when the page is shown again, so that a payment page
 * visited in between is noticed.
 * @param cartId the cart that became the order; null asks nothing
 */
export function usePostPurchase(cartId: string | null): UsePostPurchaseResult {
  const { client, cache } = useMonetization()
  const store = useMemo(
    // an order that was just placed is news for every list of purchases and tickets
    () => (cartId === null ? null : new PostPurchaseStore(client, cartId, () => cache.clear())),
    [client, cache, cartId]
  )
  const state = useSyncExternalStore(
    store?.subscribe ?? never,
    store?.getSnapshot ?? nothing,
    store?.getServerSnapshot ?? nothing
  )

  useEffect(() => {
    if (!store) {
      return
    }
    const stop = store.start()
    const onShow = () => {
      if (document.visibilityState === "visible" && store.getSnapshot().postPurchase?.status === "open") {
        void store.load()
      }
    }
    document.addEventListener("visibilitychange", onShow)
    // the back button shows the page as it was left
    window.addEventListener("pageshow", onShow)
    return () => {
      stop()
      document.removeEventListener("visibilitychange", onShow)
      window.removeEventListener("pageshow", onShow)
    }
  }, [store])

  const { postPurchase, skewMs } = state
  const expiresAt = postPurchase?.status === "open" ? postPurchase.expiresAt : null
  // each answer measures a few ms more or less, which must not start the asking again
  const skewSeconds = Math.round(skewMs / 1_000)
  useEffect(() => {
    if (!store || expiresAt === null) {
      return
    }
    const untilExpiry = remainingMs(expiresAt, skewSeconds * 1_000, Date.now())
    const timers = AFTER_EXPIRY_MS.map((after) => setTimeout(() => void store.load(), untilExpiry + after))
    return () => timers.forEach(clearTimeout)
  }, [store, expiresAt, skewSeconds])

  const stepId = postPurchase?.step?.id ?? null
  // of what is on the page now, not of what a read may have brought by the time it is sent
  const total = postPurchase?.step?.charge?.total ?? null
  const accept = useCallback(
    async () => (stepId === null ? null : ((await store?.accept(stepId, total)) ?? null)),
    [store, stepId, total]
  )
  const decline = useCallback(async () => (stepId === null ? null : ((await store?.decline(stepId)) ?? null)), [store, stepId])
  const refetch = useCallback(async () => {
    await store?.load()
  }, [store])

  return {
    postPurchase,
    isLoading: store !== null && postPurchase === null && state.error === null,
    error: state.error,
    busy: state.busy,
    isPending: postPurchase?.results.some(({ outcome }) => outcome === "pending") ?? false,
    expiresAt,
    skewMs,
    accept,
    decline,
    refetch,
  }
}
