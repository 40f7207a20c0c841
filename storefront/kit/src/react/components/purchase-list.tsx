import type { ReactNode } from "react"
import type { MonetizationError } from "../../client/monetization-error.ts"
import type { StorePurchase } from "../../client/types.ts"
import { formatDate } from "../../format/dates.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { errorText } from "./messages.ts"
import { joinClasses, Money } from "./money.tsx"
import { OfferImage } from "./offer-image.tsx"
import { PurchaseDelivery, type PurchaseDeliveryProps } from "./purchase-delivery.tsx"

export interface PurchaseListProps extends Pick<PurchaseDeliveryProps, "onDownload" | "onTicket" | "opening" | "linkError"> {
  purchases: StorePurchase[]
  isLoading?: boolean
  error?: MonetizationError | null
  onRetry?: () => void
  /** What an empty list shows. */
  empty?: ReactNode
  /** Link of the order; left out: the number is plain text. */
  orderHref?: (orderId: string) => string
  timeZone?: string
  labels?: LabelOverrides
  className?: string
}

/** What was bought, with the state of each purchase and what comes with it: files, codes, tickets. */
export function PurchaseList({
  purchases,
  isLoading = false,
  error = null,
  onRetry,
  empty,
  orderHref,
  onDownload,
  onTicket,
  opening,
  linkError,
  timeZone,
  labels: overrides,
  className,
}: PurchaseListProps) {
  const { labels, locale, timeZone: defaultZone } = usePresentation(overrides)

  if (error && purchases.length === 0) {
    return (
      <div className={joinClasses("em-state", className)} role="alert">
        <p>{errorText(error, labels)}</p>
        {onRetry ? (
          <button type="button" className="em-button em-button--quiet" onClick={onRetry}>
            {labels.tryAgain}
          </button>
        ) : null}
      </div>
    )
  }
  if (isLoading) {
    return (
      <div className={className} role="status" aria-label={labels.loading}>
        {[0, 1].map((index) => (
          <div key={index} className="em-line" aria-hidden="true">
            <span className="em-line__image em-skeleton" />
            <span className="em-line__main">
              <span className="em-skeleton em-skeleton--line" />
              <span className="em-skeleton em-skeleton--line em-skeleton--short" />
            </span>
          </div>
        ))}
      </div>
    )
  }
  if (purchases.length === 0) {
    return <>{empty ?? <p className={joinClasses("em-state", className)}>{labels.noPurchases}</p>}</>
  }
  return (
    <ul className={joinClasses("em-lines", className)} aria-label={labels.purchases} role="list">
      {purchases.map((purchase) => {
        const number = purchase.orderDisplayId ?? purchase.orderId
        const partly = purchase.refundedQuantity > 0 && purchase.refundedQuantity < purchase.quantity
        return (
          <li key={purchase.id} className="em-line em-purchase">
            <OfferImage src={purchase.imageUrl} offerType={purchase.offerType} className="em-line__image" />
            <div className="em-line__main">
              <p className="em-line__title">
                {purchase.title}
                {purchase.quantity > 1 ? ` × ${purchase.quantity}` : ""}
              </p>
              <p className="em-line__subtitle">
                {labels.purchasedOn(formatDate(purchase.purchasedAt, { timeZone: timeZone ?? defaultZone, locale }))}
                {" · "}
                {orderHref ? (
                  <a href={orderHref(purchase.orderId)}>{labels.orderNumber(number)}</a>
                ) : (
                  labels.orderNumber(number)
                )}
              </p>
              {partly ? (
                <p className="em-line__subtitle">{labels.partlyRefunded(purchase.refundedQuantity, purchase.quantity)}</p>
              ) : null}
            </div>
            <p className="em-line__total">
              <Money amount={purchase.total} currency={purchase.currency} />
            </p>
            <p className="em-line__controls">
              <span className={`em-badge em-badge--${purchase.status.toLowerCase()}`}>
                {labels.purchaseStatus[purchase.status]}
              </span>
            </p>
            <PurchaseDelivery
              purchase={purchase}
              onDownload={onDownload}
              onTicket={onTicket}
              opening={opening}
              linkError={linkError}
              timeZone={timeZone}
              labels={overrides}
            />
          </li>
        )
      })}
    </ul>
  )
}
