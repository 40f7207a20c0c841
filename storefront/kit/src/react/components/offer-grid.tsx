import type { MonetizationError } from "../../client/monetization-error.ts"
import type { StoreOffer } from "../../client/types.ts"
import type { CheckoutAction } from "../checkout-progress.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { errorText } from "./messages.ts"
import { joinClasses } from "./money.tsx"
import { OfferCard, type OfferCardProps } from "./offer-card.tsx"
import { OfferCarousel } from "./offer-carousel.tsx"

export interface OfferGridProps
  extends Pick<OfferCardProps, "onAdd" | "onQuickView" | "timeZone" | "skewMs" | "headingLevel"> {
  offers: StoreOffer[]
  isLoading?: boolean
  error?: MonetizationError | null
  onRetry?: () => void
  /** Name of the list for screen readers. */
  label?: string
  /** What is under way with which offer (`useCheckout().busyOffers`). */
  busyOffers?: Record<string, CheckoutAction>
  /** Pieces in the cart by offer id. */
  inCart?: Record<string, number>
  /** What went wrong with which offer (`useCheckout().offerErrors`). */
  offerErrors?: Record<string, MonetizationError>
  /** Placeholders while loading (default 3). */
  skeletons?: number
  labels?: LabelOverrides
  className?: string
}

/** Offers as a grid; on a narrow screen as a carousel to swipe through. With its loading, error and empty states. */
export function OfferGrid({
  offers,
  isLoading = false,
  error = null,
  onRetry,
  label,
  busyOffers = {},
  inCart = {},
  offerErrors = {},
  skeletons = 3,
  labels: overrides,
  className,
  ...card
}: OfferGridProps) {
  const { labels } = usePresentation(overrides)

  if (error && offers.length === 0) {
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
      <div className={joinClasses("em-grid", className)} role="status" aria-label={labels.loading}>
        {Array.from({ length: skeletons }, (_, index) => (
          <div key={index} className="em-card em-card--skeleton" aria-hidden="true">
            <div className="em-card__media em-skeleton" />
            <div className="em-card__body">
              <span className="em-skeleton em-skeleton--line em-skeleton--short" />
              <span className="em-skeleton em-skeleton--line" />
              <span className="em-skeleton em-skeleton--line" />
              <span className="em-skeleton em-skeleton--button" />
            </div>
          </div>
        ))}
      </div>
    )
  }
  if (offers.length === 0) {
    return <p className={joinClasses("em-state", className)}>{labels.noOffers}</p>
  }
  return (
    <OfferCarousel label={label ?? labels.offers} count={offers.length} labels={overrides} className={className}>
      {offers.map((offer) => (
        <li key={offer.id} className="em-grid__item">
          <OfferCard
            {...card}
            offer={offer}
            isAdding={busyOffers[offer.id] === "add"}
            inCartQuantity={inCart[offer.id] ?? 0}
            error={errorOf(offer.id)}
            labels={overrides}
          />
        </li>
      ))}
    </OfferCarousel>
  )

  function errorOf(offerId: string): string | null {
    const found = offerErrors[offerId]
    return found ? errorText(found, labels) : null
  }
}
