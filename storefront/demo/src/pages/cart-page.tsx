import { CartSummary, errorText, useCart, useCheckout, usePresentation } from "@event-monetization/storefront-kit/react"
import { isMonetizationError } from "@event-monetization/storefront-kit"
import { useState } from "react"
import { Link } from "react-router-dom"
import { CheckoutPanel } from "../components/checkout-panel.tsx"
import { ErrorState } from "../components/error-state.tsx"
import { EventOffers } from "../components/event-offers.tsx"
import { funnelOrigin } from "../funnel-origin.ts"
import { useShop } from "../shop-context.tsx"
import { useTitle } from "../use-title.ts"

export function CartPage() {
  const { cart, isLoading, isUpdating, error, refetch, skewMs, notices, dismissNotice, setLineQuantity, itemCount } =
    useCart()
  const { leadEvent } = useShop()
  const checkout = useCheckout()
  const { labels } = usePresentation()
  // a payment page that a one-time offer led to sends its visitor here when it is left
  const [orderCartId] = useState(() => funnelOrigin.get())
  const [lineError, setLineError] = useState<string | null>(null)
  useTitle("Your cart")

  if (error && !cart) {
    return <ErrorState error={error} onRetry={() => void refetch()} what="your cart" />
  }
  const changeLine = async (lineItemId: string, quantity: number) => {
    setLineError(null)
    try {
      await setLineQuantity(lineItemId, quantity)
    } catch (failure) {
      setLineError(isMonetizationError(failure) ? errorText(failure, labels) : "That could not be changed. Try again.")
    }
  }
  const isFilled = cart !== null && itemCount > 0
  const message = checkout.error ? errorText(checkout.error, labels) : lineError

  return (
    <>
      <div className={`page cart-page ${isFilled ? "cart-page--filled" : ""}`}>
        <h1 className="display cart-page__title">Your cart</h1>
        <div className="cart-page__items">
          <CartSummary
            cart={cart}
            isLoading={isLoading}
            isUpdating={isUpdating}
            skewMs={skewMs}
            notices={notices}
            onDismissNotice={dismissNotice}
            onLineQuantity={(lineItemId, quantity) => void changeLine(lineItemId, quantity)}
            onOfferQuantity={(offerId, quantity) => void checkout.setOfferQuantity(offerId, quantity)}
            onExtend={() => void checkout.renewHolds()}
            isExtending={checkout.busy?.action === "renew"}
            error={message}
            hideTotals
            empty={
              <div className="empty-cart">
                <p className="lead">There is nothing in your cart yet.</p>
                <Link className="em-button" to={leadEvent ? `/events/${leadEvent.handle}#tickets` : "/"}>
                  Choose tickets
                </Link>
                {orderCartId ? (
                  <Link className="em-button em-button--quiet" to={`/checkout/return?cart=${encodeURIComponent(orderCartId)}`}>
                    Back to your order
                  </Link>
                ) : null}
              </div>
            }
          />
        </div>
        {isFilled ? (
          <div className="cart-page__panel">
            <CheckoutPanel cart={cart} />
          </div>
        ) : null}
      </div>
      <EventOffers
        eventIds={isFilled ? cart.eventIds : []}
        id="recommended"
        title="Goes well with your tickets"
        placement="CHECKOUT"
        sort="recommended"
        onlyUseful
        className="section--tint"
      />
    </>
  )
}
