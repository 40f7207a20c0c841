import { OfferImage, PostPurchaseFunnel, useCustomer, useOrder } from "@event-monetization/storefront-kit/react"
import { Link } from "react-router-dom"
import { funnelOrigin } from "../funnel-origin.ts"
import { useOrderEvents } from "../use-order-events.ts"
import { useOrderFunnel } from "../use-order-funnel.ts"
import { useShopEvent } from "../use-shop-event.ts"
import { AfterPurchase } from "./after-purchase.tsx"
import { ErrorState } from "./error-state.tsx"
import { GuestPurchasesLink } from "./guest-purchases-link.tsx"
import { OrderDetails } from "./order-details.tsx"

interface OrderConfirmationProps {
  orderId: string
  /** The cart that became the order, coming from the payment; null when the order is looked up later. */
  cartId: string | null
  /** For a guest's link to what was bought. */
  purchasesToken?: string | null
}

/** The order, with thanks and one-time offers right after the payment. */
export function OrderConfirmation({ orderId, cartId, purchasesToken = null }: OrderConfirmationProps) {
  const { order, error, refetch } = useOrder(orderId)
  const { customer, isLoading: customerLoading } = useCustomer()
  const eventIds = useOrderEvents(order, cartId)
  const event = useShopEvent(eventIds[0] ?? null)
  const { cartId: funnelCartId, funnel } = useOrderFunnel(cartId, orderId)
  const justPlaced = cartId !== null

  if (error && !order) {
    return <ErrorState error={error} onRetry={() => void refetch()} what="this order" />
  }
  const toPaymentPage = (url: string) => {
    if (funnelCartId) {
      funnelOrigin.set(funnelCartId)
    }
    location.assign(url)
  }
  return (
    <>
      <div className="page confirmation">
        <div className="confirmation__head">
          <h1 className="display">{justPlaced ? "You're in. See you there." : "Your order"}</h1>
          <p className="lead">
            {justPlaced
              ? `Payment received${order?.email ? `, and the receipt is on its way to ${order.email}` : ""}.`
              : "Thank you for coming along."}
          </p>
          {/* a funnel that can't be read is no reason to worry somebody whose order is placed */}
          {justPlaced && !(funnel.error && !funnel.postPurchase) ? (
            <PostPurchaseFunnel
              funnel={funnel}
              onPaymentPage={toPaymentPage}
              orderHref={(id) => `/orders/${id}`}
              className="confirmation__funnel"
            />
          ) : null}
          <p className="confirmation__links">
            {customer ? (
              <Link className="em-button" to="/account">
                My tickets and purchases
              </Link>
            ) : null}
            {event ? (
              <Link
                className={`em-button ${customer || justPlaced ? "em-button--quiet" : ""}`}
                to={`/events/${event.handle}#programme`}
              >
                Plan your days
              </Link>
            ) : null}
          </p>
          {purchasesToken && !customer && !customerLoading ? <GuestPurchasesLink token={purchasesToken} /> : null}
          {event?.imageUrl ? <OfferImage src={event.imageUrl} className="confirmation__image" /> : null}
        </div>
        {order ? (
          <OrderDetails order={order} />
        ) : (
          <div className="order" role="status" aria-label="Loading">
            <span className="em-skeleton skeleton-line skeleton-line--xl" />
            <span className="em-skeleton skeleton-line" />
            <span className="em-skeleton skeleton-line" />
          </div>
        )}
      </div>
      {justPlaced && order ? <AfterPurchase order={order} eventIds={eventIds} funnel={funnel} /> : null}
    </>
  )
}
