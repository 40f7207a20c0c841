import { errorText, useCheckoutConfirmation, usePresentation } from "@event-monetization/storefront-kit/react"
import type { ReactNode } from "react"
import { Link, useSearchParams } from "react-router-dom"
import { OrderConfirmation } from "../components/order-confirmation.tsx"
import { pendingCheckout } from "../pending-checkout.ts"
import { useShop } from "../shop-context.tsx"
import { useTitle } from "../use-title.ts"

/** Where Stripe sends the buyer back to: asks what became of the payment and says it plainly. */
export function CheckoutReturnPage() {
  const [query] = useSearchParams()
  const inUrl = query.get("cart")
  const cartId = inUrl ?? pendingCheckout.get()
  const { confirmation, isSlow, error, retry } = useCheckoutConfirmation(cartId)
  const { leadEvent } = useShop()
  const { labels } = usePresentation()
  const status = cartId ? confirmation?.status : "open"
  useTitle(status === "placed" ? "Order confirmed" : "Your payment")

  if (confirmation?.status === "placed" && confirmation.orderId) {
    return (
      <OrderConfirmation
        // each order looks up once which funnel it belongs to
        key={confirmation.orderId}
        orderId={confirmation.orderId}
        cartId={cartId}
        purchasesToken={confirmation.purchasesToken}
      />
    )
  }
  const shop = leadEvent ? `/events/${leadEvent.handle}` : "/"
  // a direct purchase never was in the visitor's cart
  const back = inUrl ? (
    <Link className="em-button" to="/cart">
      Back to your cart
    </Link>
  ) : (
    <Link className="em-button" to={shop}>
      Back to the event
    </Link>
  )
  const again = (
    <button type="button" className="em-button" onClick={retry}>
      Check again
    </button>
  )

  if (error) {
    return (
      <Outcome title="We couldn't check your payment" text={errorText(error, labels)} urgent>
        {again}
      </Outcome>
    )
  }
  if (status === "refunded") {
    return (
      <Outcome
        title="Your payment was refunded"
        text={confirmation?.message ?? "Something in your order was no longer available, so you get all of it back."}
      >
        <Link className="em-button" to={shop}>
          Back to the event
        </Link>
      </Outcome>
    )
  }
  if (status === "open") {
    return (
      <Outcome title="You haven't paid yet" text="Nothing was charged, and what you chose is still there.">
        {back}
      </Outcome>
    )
  }
  if (status === "expired") {
    return (
      <Outcome
        title="The payment page has closed"
        text={confirmation?.message ?? "It was open too long. Nothing was charged; you can start the payment again."}
      >
        {back}
      </Outcome>
    )
  }
  if (isSlow) {
    return (
      <Outcome
        title="Your bank is taking its time"
        text="Your payment is still being processed. You will get an email once it is through; you don't need to pay again."
      >
        {again}
      </Outcome>
    )
  }
  return (
    <div className="page page--narrow" role="status">
      <h1 className="display">Confirming your payment</h1>
      <p className="lead">This takes a few seconds. Please keep this page open.</p>
      <span className="working" aria-hidden="true" />
    </div>
  )
}

function Outcome({
  title,
  text,
  urgent = false,
  children,
}: {
  title: string
  text: string
  urgent?: boolean
  children: ReactNode
}) {
  return (
    <div className="page page--narrow">
      <h1 className="display">{title}</h1>
      <p className="lead" role={urgent ? "alert" : "status"}>
        {text}
      </p>
      {children}
    </div>
  )
}
