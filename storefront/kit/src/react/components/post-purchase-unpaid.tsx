import type { PostPurchaseResult } from "../../client/types.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"

export interface PostPurchaseUnpaidProps {
  result: PostPurchaseResult
  /** Its step is shown, with a button that asks for a payment page. */
  isCurrent: boolean
  labels?: LabelOverrides
}

/** An accepted offer that one click could not pay: why, and the way to the payment page. */
export function PostPurchaseUnpaid({ result, isCurrent, labels: overrides }: PostPurchaseUnpaidProps) {
  const { labels } = usePresentation(overrides)
  const hasFailed = result.outcome === "payment_failed"
  const title = result.offerTitle
  return (
    <div className="em-funnel__unpaid" role="alert">
      <p>
        {hasFailed ? labels.paymentFailed(title) : labels.paymentPageNeeded(title)} {hasFailed ? result.message : null}
      </p>
      {result.checkoutUrl && !(hasFailed && isCurrent) ? (
        <a className="em-button" href={result.checkoutUrl}>
          {hasFailed ? labels.payOnSecurePage(null) : labels.continueToPayment}
        </a>
      ) : null}
    </div>
  )
}

/** Accepted, and not paid by one click. */
export const isUnpaid = ({ decision, outcome }: PostPurchaseResult): boolean =>
  decision === "accepted" && (outcome === "payment_failed" || outcome === "payment_page")
