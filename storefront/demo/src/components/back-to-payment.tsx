import { isMonetizationError } from "@event-monetization/storefront-kit"
import { errorText, pressable, useMonetization, usePresentation } from "@event-monetization/storefront-kit/react"
import { useState } from "react"
import { directReturnUrls } from "../return-urls.ts"
import { useLeaving } from "../use-leaving.ts"

interface BackToPaymentProps {
  /** Of something that is bought beside the visitor's own cart. */
  cartId: string
  /** Of an offer that is bought at once; null of one that was accepted after an order. */
  eventId: string | null
}

/** Leads to the cart's payment page: the same one while it is open and nothing has changed, otherwise a new one. */
export function BackToPayment({ cartId, eventId }: BackToPaymentProps) {
  const { client } = useMonetization()
  const { labels } = usePresentation()
  const { isLeaving, leaveFor } = useLeaving()
  const [isAsking, setAsking] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const isBusy = isAsking || isLeaving

  const goBack = async () => {
    setAsking(true)
    setError(null)
    try {
      const { checkoutUrl } = await client.carts.startCheckout(cartId, eventId ? directReturnUrls(eventId, cartId) : {})
      leaveFor(checkoutUrl)
    } catch (failure) {
      setError(isMonetizationError(failure) ? errorText(failure, labels) : "That didn't work. Try again.")
    } finally {
      setAsking(false)
    }
  }
  return (
    <>
      <button type="button" className="em-button" {...pressable(isBusy, () => void goBack())}>
        {isBusy ? "Opening payment…" : "Back to your payment"}
      </button>
      <p className="form-error" role="alert">
        {error}
      </p>
    </>
  )
}
