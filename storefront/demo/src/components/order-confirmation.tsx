import { OfferImage, useCustomer, useOrder } from "@event-monetization/storefront-kit/react"
import { Link } from "react-router-dom"
import { useShop } from "../shop-context.tsx"
import { ErrorState } from "./error-state.tsx"
import { OfferSection } from "./offer-section.tsx"
import { OrderDetails } from "./order-details.tsx"

interface OrderConfirmationProps {
  orderId: string
  /** Coming from the payment, as opposed to looking the order up later. */
  justPlaced: boolean
}

/** The order, with thanks and one-time offers right after the payment. */
export function OrderConfirmation({ orderId, justPlaced }: OrderConfirmationProps) {
  const { order, error, refetch } = useOrder(orderId)
  const { customer } = useCustomer()
  const { leadEvent, timeZone } = useShop()

  if (error && !order) {
    return <ErrorState error={error} onRetry={() => void refetch()} what="this order" />
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
          <p className="confirmation__links">
            {customer ? (
              <Link className="em-button" to="/account">
                My tickets and purchases
              </Link>
            ) : null}
            {leadEvent ? (
              <Link
                className={`em-button ${customer ? "em-button--quiet" : ""}`}
                to={`/events/${leadEvent.handle}#programme`}
              >
                Plan your days
              </Link>
            ) : null}
          </p>
          {leadEvent?.imageUrl ? <OfferImage src={leadEvent.imageUrl} className="confirmation__image" /> : null}
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
      {justPlaced && order ? (
        <OfferSection
          id="after"
          title="One more thing"
          intro="Goes well with what you just bought."
          eventId={leadEvent?.id}
          placement="POST_PURCHASE"
          timeZone={timeZone}
          onlyUseful
          withoutTicket={!customer}
          except={(order.items ?? []).map((item) => item.product_title ?? item.title)}
          className="section--tint"
        />
      ) : null}
    </>
  )
}
