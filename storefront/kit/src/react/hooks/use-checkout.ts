import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import { asMonetizationError } from "../../cart/cart-store.ts"
import type { CheckoutRequest } from "../../client/calls/carts.ts"
import { newIdempotencyKey, type DirectPurchase } from "../../client/calls/offers.ts"
import type { MonetizationError } from "../../client/monetization-error.ts"
import type { CheckoutStart, StoreCartSummary } from "../../client/types.ts"
import { useMonetization } from "../monetization-provider.tsx"

export type CheckoutAction = "add" | "change" | "remove" | "renew" | "pay"

export interface UseCheckoutResult {
  /** `sessionId`: the session on whose page the offer was chosen, if any. */
  addOffer: (offerId: string, quantity?: number, sessionId?: string) => Promise<StoreCartSummary | null>
  /** 0 removes. */
  setOfferQuantity: (offerId: string, quantity: number) => Promise<StoreCartSummary | null>
  removeOffer: (offerId: string) => Promise<StoreCartSummary | null>
  renewHolds: () => Promise<StoreCartSummary | null>
  /** Asks for a Stripe Checkout page for the cart; send the buyer to `checkoutUrl`. */
  startCheckout: (request?: CheckoutRequest) => Promise<CheckoutStart | null>
  /** Buys one offer without the cart; send the buyer to `checkoutUrl`. `order.id` is the cart to confirm on return. */
  purchase: (offerId: string, purchase?: Omit<DirectPurchase, "regionId">) => Promise<CheckoutStart | null>
  /** What is under way; `offerId` says for which offer. */
  busy: { action: CheckoutAction; offerId: string | null } | null
  /** Of the last action, until the next one or `clearError`. */
  error: MonetizationError | null
  clearError: () => void
}

/**
 * Buying: offers in and out of the cart, more time, payment. Nothing here throws: an action that is refused answers
 * null and leaves the reason in `error`.
 */
export function useCheckout(): UseCheckoutResult {
  const { client, cartStore, regionId } = useMonetization()
  const [busy, setBusy] = useState<UseCheckoutResult["busy"]>(null)
  const [error, setError] = useState<MonetizationError | null>(null)
  const mounted = useRef(false)
  const turn = useRef(0)
  const attempt = useRef<{ what: string; key: string } | null>(null)

  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])

  const run = useCallback(
    async <T,>(action: CheckoutAction, offerId: string | null, work: () => Promise<T>): Promise<T | null> => {
      const mine = ++turn.current
      const isCurrent = () => mounted.current && turn.current === mine
      setBusy({ action, offerId })
      setError(null)
      try {
        return await work()
      } catch (failure) {
        if (isCurrent()) {
          setError(asMonetizationError(failure))
        }
        return null
      } finally {
        if (isCurrent()) {
          setBusy(null)
        }
      }
    },
    []
  )

  const actions = useMemo(
    () => ({
      addOffer: (offerId: string, quantity = 1, sessionId?: string) =>
        run("add", offerId, () => cartStore.addOffer(offerId, quantity, sessionId)),
      setOfferQuantity: (offerId: string, quantity: number) =>
        run(quantity > 0 ? "change" : "remove", offerId, () => cartStore.setOfferQuantity(offerId, quantity)),
      removeOffer: (offerId: string) => run("remove", offerId, () => cartStore.removeOffer(offerId)),
      renewHolds: () => run("renew", null, () => cartStore.renewHolds()),
      startCheckout: (request?: CheckoutRequest) =>
        run("pay", null, async () => {
          const { cartId } = cartStore.getSnapshot()
          return cartId ? client.carts.startCheckout(cartId, request) : null
        }),
      purchase: (offerId: string, purchase: Omit<DirectPurchase, "regionId"> = {}) =>
        run("pay", offerId, async () => {
          const request = { ...purchase, regionId: regionId ?? "" }
          // A second click, or one after an answer that was lost, is the same purchase.
          const what = JSON.stringify([offerId, request])
          const { key } = (attempt.current = attempt.current?.what === what ? attempt.current : { what, key: newIdempotencyKey() })
          try {
            const started = await client.offers.purchase(offerId, request, { idempotencyKey: key })
            attempt.current = null
            return started
          } catch (failure) {
            attempt.current = asMonetizationError(failure).isTemporary ? attempt.current : null
            throw failure
          }
        }),
      clearError: () => setError(null),
    }),
    [run, client, cartStore, regionId]
  )
  return { ...actions, busy, error }
}
