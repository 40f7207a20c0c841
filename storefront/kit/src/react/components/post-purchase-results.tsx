import type { PostPurchaseResult } from "../../client/types.ts"
import type { LabelOverrides, Labels } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"

export interface PostPurchaseResultsProps {
  results: PostPurchaseResult[]
  /** Link of the order; left out: no link. */
  orderHref?: (orderId: string) => string
  labels?: LabelOverrides
}

/** What was accepted, and how far each of it has come. */
export function PostPurchaseResults({ results, orderHref, labels: overrides }: PostPurchaseResultsProps) {
  const { labels } = usePresentation(overrides)
  const accepted = results.filter(({ decision }) => decision === "accepted")
  if (accepted.length === 0) {
    return null
  }
  return (
    <ul className="em-funnel__results" role="list" aria-label={labels.addedSoFar}>
      {accepted.map((result) => (
        <li key={result.stepId} className="em-funnel__result">
          {result.orderId && orderHref ? <a href={orderHref(result.orderId)}>{result.offerTitle}</a> : result.offerTitle}
          <span className={`em-badge em-badge--${result.outcome === "ordered" ? "fulfilled" : "pending"}`}>
            {resultText(result, labels)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function resultText({ outcome }: PostPurchaseResult, labels: Labels): string {
  switch (outcome) {
    case "ordered":
      return labels.added
    case "payment_page":
      return labels.resultPaymentPage
    case "payment_failed":
      return labels.resultFailed
    default:
      return labels.resultPending
  }
}
