import { useCallback, useEffect, useState } from "react"
import { asMonetizationError } from "../../cart/cart-store.ts"
import type { MonetizationError } from "../../client/monetization-error.ts"
import type { CheckoutConfirmation } from "../../client/types.ts"
import { useMonetization } from "../monetization-provider.tsx"

export interface UseCheckoutConfirmationResult {
  /** null until the first answer. */
  confirmation: CheckoutConfirmation | null
  /** Still asking. */
  isPolling: boolean
  /** The payment was still being processed when polling ended; `retry` asks again. */
  isSlow: boolean
  error: MonetizationError | null
  retry: () => void
}

/** Pauses between questions in ms; about two minutes in all, the time a slow webhook needs. */
const PAUSES = [800, 1_000, 1_500, 2_000, 3_000, ...Array<number>(22).fill(5_000)]

/**
 * What became of a payment: asks on return from Stripe and goes on while it is "processing".
 * When the order is placed, the visitor's cart is let go.
 * @param cartId null asks nothing
 */
export function useCheckoutConfirmation(cartId: string | null): UseCheckoutConfirmationResult {
  const { client, cartStore, cache, purchaseKeys } = useMonetization()
  const [state, setState] = useState<Omit<UseCheckoutConfirmationResult, "retry">>({
    confirmation: null,
    isPolling: cartId !== null,
    isSlow: false,
    error: null,
  })
  const [round, setRound] = useState(0)

  useEffect(() => {
    if (!cartId) {
      return
    }
    const controller = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    setState({ confirmation: null, isPolling: true, isSlow: false, error: null })

    const ask = async (asked: number): Promise<void> => {
      try {
        const confirmation = await client.carts.confirmCheckout(cartId, { signal: controller.signal })
        if (controller.signal.aborted) {
          return
        }
        const pause = PAUSES[asked]
        if (confirmation.status === "processing" && pause !== undefined) {
          setState({ confirmation, isPolling: true, isSlow: false, error: null })
          timer = setTimeout(() => void ask(asked + 1), pause)
          return
        }
        setState({ confirmation, isPolling: false, isSlow: confirmation.status === "processing", error: null })
        if (confirmation.status === "placed" || confirmation.status === "refunded") {
          // to buy the same once more is another purchase from now on
          purchaseKeys.forgetCart(cartId)
        }
        if (confirmation.status === "placed" && cartStore.getSnapshot().cartId === cartId) {
          cartStore.forget()
          cache.clear()
        } else {
          void cartStore.load()
        }
      } catch (error) {
        if (!controller.signal.aborted) {
          setState((before) => ({ ...before, isPolling: false, error: asMonetizationError(error) }))
        }
      }
    }
    void ask(0)
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [cartId, client, cartStore, cache, purchaseKeys, round])

  const retry = useCallback(() => setRound((before) => before + 1), [])
  return { ...state, retry }
}
