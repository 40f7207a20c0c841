import type { PostPurchaseStep } from "../../client/types.ts"
import { taxOnTop } from "../../format/charge.ts"
import { formatMoney } from "../../format/money.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { CardEnding, methodName } from "./saved-method.tsx"

export interface PostPurchaseChargeProps {
  step: PostPurchaseStep
  id: string
  labels?: LabelOverrides
}

/** What accepting charges, in words: the sum, or that only the payment page can tell. */
export function PostPurchaseCharge({ step: { charge, paymentMethod }, id, labels: overrides }: PostPurchaseChargeProps) {
  const { labels, locale } = usePresentation(overrides)
  if (!charge) {
    return (
      <p id={id} className="em-funnel__charge">
        {labels.chargeUnknown}
      </p>
    )
  }
  const money = (amount: number) => formatMoney(amount, charge.currency, { locale })
  const orNull = (amount: number) => (amount > 0 ? money(amount) : null)
  return (
    <p id={id} className="em-funnel__charge">
      {labels.chargeSum({
        price: money(charge.subtotal),
        delivery: orNull(charge.shippingTotal),
        deliveryName: charge.shippingName,
        tax: orNull(taxOnTop(charge)),
        taxIncluded: orNull(charge.taxIncluded),
        total: money(charge.total),
      })}
      {paymentMethod ? (
        <>
          , {labels.chargedTo(methodName(paymentMethod, labels))}
          <CardEnding method={paymentMethod} labels={labels} />
        </>
      ) : null}
    </p>
  )
}
