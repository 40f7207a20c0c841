import type { StoreCartSummary } from "../../client/types.ts"
import { taxOnTop } from "../../format/charge.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { joinClasses, Money } from "./money.tsx"

export interface CartTotalsProps {
  cart: Pick<
    StoreCartSummary,
    | "currency"
    | "subtotal"
    | "discountTotal"
    | "shippingTotal"
    | "taxTotal"
    | "taxIncluded"
    | "total"
    | "requiresShipping"
    | "hasShipping"
  >
  labels?: LabelOverrides
  className?: string
}

/** Subtotal to total; rows that are nothing are left out. */
export function CartTotals({ cart, labels: overrides, className }: CartTotalsProps) {
  const { labels } = usePresentation(overrides)
  const { currency } = cart
  const onTop = taxOnTop(cart)
  return (
    <dl className={joinClasses("em-totals", className)}>
      <div className="em-totals__row">
        <dt>{labels.subtotal}</dt>
        <dd>
          <Money amount={cart.subtotal} currency={currency} />
        </dd>
      </div>
      {cart.discountTotal > 0 ? (
        <div className="em-totals__row">
          <dt>{labels.discount}</dt>
          <dd>
            <Money amount={-cart.discountTotal} currency={currency} />
          </dd>
        </div>
      ) : null}
      {cart.requiresShipping ? (
        <div className="em-totals__row">
          <dt>{labels.shipping}</dt>
          <dd>{cart.hasShipping ? <Money amount={cart.shippingTotal} currency={currency} /> : labels.shippingLater}</dd>
        </div>
      ) : null}
      {onTop > 0 ? (
        <div className="em-totals__row">
          <dt>{labels.tax}</dt>
          <dd>
            <Money amount={onTop} currency={currency} />
          </dd>
        </div>
      ) : null}
      <div className="em-totals__row em-totals__row--total">
        <dt>{labels.total}</dt>
        <dd>
          <Money amount={cart.total} currency={currency} />
        </dd>
      </div>
      {cart.taxIncluded > 0 ? (
        <div className="em-totals__row em-totals__row--note">
          <dt>{labels.taxIncluded}</dt>
          <dd>
            <Money amount={cart.taxIncluded} currency={currency} />
          </dd>
        </div>
      ) : null}
    </dl>
  )
}
