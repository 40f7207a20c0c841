import type { StoreOffer } from "../../client/types.ts"
import { savedPercent } from "../../format/money.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { Money } from "./money.tsx"

export interface OfferPriceProps {
  offer: Pick<StoreOffer, "price" | "originalPrice" | "currency">
  /** Also say how much is saved. */
  showSaving?: boolean
  labels?: LabelOverrides
}

/** The price, and beside it the one it was before. */
export function OfferPrice({ offer, showSaving = false, labels: overrides }: OfferPriceProps) {
  const { labels } = usePresentation(overrides)
  const saved = savedPercent(offer.price, offer.originalPrice)
  return (
    <span className="em-price">
      <span className="em-visually-hidden">{labels.currentPrice} </span>
      <Money amount={offer.price} currency={offer.currency} trim className="em-price__now" />
      {saved !== null && offer.originalPrice !== null ? (
        <>
          {" "}
          <s className="em-price__before">
            <span className="em-visually-hidden">{labels.originalPrice} </span>
            <Money amount={offer.originalPrice} currency={offer.currency} trim />
          </s>
          {showSaving ? <span className="em-price__saving">{labels.savePercent(saved)}</span> : null}
        </>
      ) : null}
    </span>
  )
}
