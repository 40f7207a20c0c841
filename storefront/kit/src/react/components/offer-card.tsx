import type { StoreOffer } from "../../client/types.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { refusalText } from "./messages.ts"
import { joinClasses } from "./money.tsx"
import { OfferDeadline } from "./offer-deadline.tsx"
import { OfferImage } from "./offer-image.tsx"
import { OfferPrice } from "./offer-price.tsx"
import { pressable } from "./pressable.ts"
import { StockBadge } from "./stock-badge.tsx"

export interface OfferCardProps {
  offer: StoreOffer
  /** Main button. Left out: the card has none. */
  onAdd?: (offer: StoreOffer) => void
  /** Makes the title open a quick view (see OfferDetailModal). */
  onQuickView?: (offer: StoreOffer) => void
  isAdding?: boolean
  inCartQuantity?: number
  /** What went wrong with this offer, in words. */
  error?: string | null
  timeZone?: string
  /** Server clock minus device clock in ms (`useCart().skewMs`), for the time left. */
  skewMs?: number
  /** Level of the title's heading (default 3). */
  headingLevel?: 2 | 3 | 4
  labels?: LabelOverrides
  className?: string
}

/** One offer: picture, badges, title, price, and a button to buy it. */
export function OfferCard({
  offer,
  onAdd,
  onQuickView,
  isAdding = false,
  inCartQuantity = 0,
  error = null,
  timeZone,
  skewMs = 0,
  headingLevel = 3,
  labels: overrides,
  className,
}: OfferCardProps) {
  const { labels } = usePresentation(overrides)
  const refusal = refusalText(offer, labels)
  const soldOut = offer.inventory.available !== null && offer.inventory.available <= 0
  const Heading = `h${headingLevel}` as "h2" | "h3" | "h4"
  const message = error ?? (soldOut ? null : refusal)

  return (
    <article className={joinClasses("em-card", soldOut && "em-card--sold-out", className)} data-offer-id={offer.id}>
      <div className="em-card__media">
        <OfferImage src={offer.imageUrl} offerType={offer.offerType} />
        <span className="em-card__badges">
          <StockBadge inventory={offer.inventory} labels={overrides} />
          {inCartQuantity > 0 ? (
            <span className="em-badge em-badge--in-cart">{labels.inCart(inCartQuantity)}</span>
          ) : null}
        </span>
      </div>
      <div className="em-card__body">
        <p className="em-card__type">{labels.offerType[offer.offerType]}</p>
        <Heading className="em-card__title">
          {onQuickView ? (
            <button type="button" className="em-card__open" onClick={() => onQuickView(offer)} aria-haspopup="dialog">
              <span className="em-visually-hidden">{labels.quickView(offer.title)}</span>
              <span aria-hidden="true">{offer.title}</span>
            </button>
          ) : (
            offer.title
          )}
        </Heading>
        {offer.description ? <p className="em-card__text">{offer.description}</p> : null}
        <div className="em-card__facts">
          <OfferPrice offer={offer} labels={overrides} />
          <OfferDeadline expiresAt={offer.expiresAt} timeZone={timeZone} skewMs={skewMs} labels={overrides} />
        </div>
        {onAdd ? (
          <button
            type="button"
            className={joinClasses("em-button", "em-card__add", inCartQuantity > 0 && "em-button--quiet")}
            aria-label={`${addLabel()}: ${offer.title}`}
            {...pressable(!offer.purchasable || isAdding, () => onAdd(offer))}
          >
            {addLabel()}
          </button>
        ) : null}
        <p className="em-card__message" role={error ? "alert" : undefined}>
          {message}
        </p>
      </div>
    </article>
  )

  function addLabel(): string {
    if (isAdding) {
      return labels.adding
    }
    if (soldOut) {
      return labels.soldOut
    }
    return inCartQuantity > 0 ? labels.addAnother : labels.addToCart
  }
}
