import { useCallback, useMemo, useRef, useState } from "react"
import { asMonetizationError } from "../../cart/cart-store.ts"
import type { CheckoutRequest } from "../../client/calls/carts.ts"
import type { DirectPurchase } from "../../client/calls/offers.ts"
import type { MonetizationError } from "../../client/monetization-error.ts"
import type { CheckoutStart, StoreCartSummary } from "../../client/types.ts"
import { begin, busyOffers, clear, end, IDLE, type CheckoutAction, type CheckoutWork } from "../checkout-progress.ts"
import { useMonetization } from "../monetization-provider.tsx"

export interface UseCheckoutResult {
  /** `sessionId`: the session on whose page the offer was chosen, if any. */
  addOffer: (offerId: string, quantity?: number, sessionId?: string) => Promise<StoreCartSummary | null>
  /** 0 removes. */
  setOfferQuantity: (offerId: string, quantity: number) => Promise<StoreCartSummary | null>
  removeOffer: (offerId: string) => Promise<StoreCartSummary | null>
  renewHolds: () => Promise<StoreCartSummary | null>
  /** Asks for a Stripe Checkout page for the cart; send the buyer to `checkoutUrl`. */
  startCheckout: (request?: CheckoutRequest) => Promise<CheckoutStart | null>
  /**
   * Buys one offer without the cart; send the buyer to `checkoutUrl`. `order.id` is the cart to confirm on return; the
   * server puts it for `{CART_ID}` into `successUrl` and `cancelUrl`. Asked again in this tab with the same details, also
   * after coming back from the payment page, it is the same purchase until it is paid or refused.
   */
  purchase: (offerId: string, purchase?: Omit<DirectPurchase, "regionId">) => Promise<CheckoutStart | null>
  /** What began last and is under way; `offerId` says with which offer. */
  busy: CheckoutWork | null
  /** What is under way, by offer id. */
  busyOffers: Record<string, CheckoutAction>
  /** The latest refusal, until the next action or `clearError`. */
  error: MonetizationError | null
  /** The latest refusal of each offer by its id, until the next action with that offer or `clearError`. */
  offerErrors: Record<string, MonetizationError>
  /** Without an offer's id: all of them. */
  clearError: (offerId?: string) => void
}

/**
 * Buying: offers in and out of the cart, more time, payment. Nothing here throws: an action that is refused answers
 * null and leaves the reason in `error` and `offerErrors`.
 */
export function useCheckout(): UseCheckoutResult {
  const { client, cartStore, customerStore, purchaseKeys, regionId } = useMonetization()
  const [progress, setProgress] = useState(IDLE)
  const count = useRef(0)

  const run = useCallback(
    async <T,>(action: CheckoutAction, offerId: string | null, work: () => Promise<T>): Promise<T | null> => {
      const id = ++count.current
      setProgress((before) => begin(before, id, { action, offerId }))
      try {
        const answer = await work()
        setProgress((before) => end(before, id, null))
        return answer
      } catch (failure) {
        setProgress((before) => end(before, id, asMonetizationError(failure)))
        return null
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
          // the server takes the same from somebody else, or from somebody who has signed in since, for another purchase
          const what = JSON.stringify([offerId, customerStore.getSnapshot().customer?.id ?? null, request])
          try {
            const started = await client.offers.purchase(offerId, request, { idempotencyKey: purchaseKeys.keyOf(what) })
            purchaseKeys.led(what, started.order.id)
            return started
          } catch (failure) {
            if (!asMonetizationError(failure).isTemporary) {
              purchaseKeys.forget(what)
            }
            throw failure
          }
        }),
      clearError: (offerId?: string) => setProgress((before) => clear(before, offerId)),
    }),
    [run, client, cartStore, customerStore, purchaseKeys, regionId]
  )
  const [last] = progress.running.slice(-1)
  return {
    ...actions,
    busy: last ? { action: last.action, offerId: last.offerId } : null,
    busyOffers: busyOffers(progress),
    error: progress.error,
    offerErrors: progress.offerErrors,
  }
}
