import {
  errorText,
  useCart,
  useCheckoutConfirmation,
  useCustomer,
  usePresentation,
} from "@event-monetization/storefront-kit/react"
import type { ReactNode } from "react"
import { Link, useSearchParams } from "react-router-dom"
import { BackToPayment } from "../components/back-to-payment.tsx"
import { OrderConfirmation } from "../components/order-confirmation.tsx"
import { useShop } from "../shop-context.tsx"
import { useTitle } from "../use-title.ts"

/** Where Stripe sends the buyer back to: asks what became of the payment and says it plainly. */
export function CheckoutReturnPage() {
  const [query] = useSearchParams()
  const cartId = query.get("cart")
  const eventId = query.get("event")
  const { confirmation, isSlow, error, retry } = useCheckoutConfirmation(cartId)
  const { cartId: ownCartId } = useCart()
  const { isSignedIn } = useCustomer()
  const { leadEvent } = useShop()
  const { labels } = usePresentation()
  const status = confirmation?.status
  useTitle(status === "placed" ? "Order confirmed" : "Your payment")

  if (cartId && confirmation?.status === "placed" && confirmation.orderId) {
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
  const event = eventId ?? leadEvent?.handle
  const toEvent = (
    <Link className="em-button em-button--quiet" to={event ? `/events/${encodeURIComponent(event)}` : "/"}>
      Back to the event
    </Link>
  )
  if (!cartId || error?.code === "cart_not_found") {
    // nothing is known, so nothing is claimed: they may well have paid
    return (
      <Outcome
        title="We can't tell here how your payment went"
        text="If you paid, the confirmation is in your inbox."
      >
        <Link className="em-button" to="/account">
          {isSignedIn ? "My tickets and purchases" : "Sign in to see what you bought"}
        </Link>
        {toEvent}
      </Outcome>
    )
  }
  const again = (
    <button type="button" className="em-button" onClick={retry}>
      Check again
    </button>
  )
  const back =
    cartId === ownCartId ? (
      <Link className="em-button" to="/cart">
        Back to your cart
      </Link>
    ) : (
      <>
        <BackToPayment cartId={cartId} eventId={eventId} />
        {toEvent}
      </>
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
        {toEvent}
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
