import { useEffect, useMemo, useSyncExternalStore } from "react"
import type { AddedTickets, TicketLine } from "../../cart/cart-store.ts"
import type { CartUpdate } from "../../client/calls/carts.ts"
import type { MonetizationError } from "../../client/monetization-error.ts"
import type { CartNotice, StoreCartSummary } from "../../client/types.ts"
import { earliestExpiry, remainingMs } from "../../time/hold-clock.ts"
import { useMonetization } from "../monetization-provider.tsx"

export interface UseCartResult {
  cart: StoreCartSummary | null
  cartId: string | null
  /** The visitor's cart is not known yet. */
  isLoading: boolean
  /** A change is under way. */
  isUpdating: boolean
  error: MonetizationError | null
  /** Server clock minus device clock in ms: pass it to Countdown. */
  skewMs: number
  /** Pieces of everything in the cart. */
  itemCount: number
  /** When the first live hold ends; null when nothing is held. */
  holdExpiresAt: string | null
  notices: CartNotice[]
  dismissNotice: (notice: CartNotice) => void
  refetch: () => Promise<void>
  /** Each change but `addTickets` throws MonetizationError when it is refused; the cart shown stays true. */
  addTicket: (variantId: string, quantity?: number) => Promise<StoreCartSummary | null>
  /** Several types at once. Some may be in the cart when one is refused: answers which, so that they aren't added twice. */
  addTickets: (lines: TicketLine[]) => Promise<AddedTickets>
  /** 0 removes. */
  setLineQuantity: (lineItemId: string, quantity: number) => Promise<StoreCartSummary | null>
  updateDetails: (update: CartUpdate) => Promise<StoreCartSummary | null>
  setShippingOption: (optionId: string) => Promise<StoreCartSummary | null>
  /** Starts over with no cart. */
  clear: () => void
}

/** When the cart is read again after a hold's end: this device's idea of the server's clock may be a little early. */
const AFTER_EXPIRY_MS = [700, 2_000, 5_000]
/** How often the cart is read while a hold has ended and the server hasn't taken its line out yet. */
const ENDED_LINE_MS = 4_000

/** The visitor's cart. Every component that uses it sees the same one. */
export function useCart(): UseCartResult {
  const { cartStore } = useMonetization()
  const state = useSyncExternalStore(cartStore.subscribe, cartStore.getSnapshot, cartStore.getServerSnapshot)
  const actions = useMemo(
    () => ({
      dismissNotice: (notice: CartNotice) => cartStore.dismissNotice(notice),
      refetch: () => cartStore.load(),
      addTicket: (variantId: string, quantity = 1) => cartStore.addTicket(variantId, quantity),
      addTickets: (lines: TicketLine[]) => cartStore.addTickets(lines),
      setLineQuantity: (lineItemId: string, quantity: number) => cartStore.setLineQuantity(lineItemId, quantity),
      updateDetails: (update: CartUpdate) => cartStore.update(update),
      setShippingOption: (optionId: string) => cartStore.setShippingOption(optionId),
      clear: () => cartStore.forget(),
    }),
    [cartStore]
  )
  const { cart } = state
  return {
    cart,
    cartId: state.cartId,
    isLoading: state.status === "idle" || state.status === "loading",
    isUpdating: state.pending > 0,
    error: state.error,
    skewMs: state.skewMs,
    itemCount: cart
      ? [...cart.tickets, ...cart.offers, ...cart.others].reduce((sum, line) => sum + line.quantity, 0)
      : 0,
    holdExpiresAt: cart ? earliestExpiry(cart.offers.map((line) => line.hold)) : null,
    notices: state.notices,
    ...actions,
  }
}

/**
 * Keeps the cart true without being asked: reads it again when the window gets the focus back,
 * and when a hold ends, so that its line goes and the notice comes. The provider mounts it once.
 */
export function useCartUpkeep(): void {
  const { cartStore } = useMonetization()
  const state = useSyncExternalStore(cartStore.subscribe, cartStore.getSnapshot, cartStore.getServerSnapshot)
  const holds = state.cart?.offers.map((line) => line.hold) ?? []
  const expiresAt = earliestExpiry(holds)
  const hasEndedLine = holds.some((hold) => hold?.state === "expired")
  const { skewMs } = state

  useEffect(() => {
    if (!expiresAt) {
      return
    }
    const untilExpiry = remainingMs(expiresAt, skewMs, Date.now())
    const timers = AFTER_EXPIRY_MS.map((after) => setTimeout(() => void cartStore.load(), untilExpiry + after))
    return () => timers.forEach(clearTimeout)
  }, [cartStore, expiresAt, skewMs])

  useEffect(() => {
    if (!hasEndedLine) {
      return
    }
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") {
        void cartStore.load()
      }
    }, ENDED_LINE_MS)
    return () => clearInterval(timer)
  }, [cartStore, hasEndedLine])

  useEffect(() => {
    const onFocus = () => {
      if (document.visibilityState === "visible" && cartStore.getSnapshot().cartId) {
        void cartStore.load()
      }
    }
    document.addEventListener("visibilitychange", onFocus)
    window.addEventListener("focus", onFocus)
    return () => {
      document.removeEventListener("visibilitychange", onFocus)
      window.removeEventListener("focus", onFocus)
    }
  }, [cartStore])
}
