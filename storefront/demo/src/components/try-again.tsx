import type { MonetizationError } from "@event-monetization/storefront-kit"
import { errorText, pressable, usePresentation } from "@event-monetization/storefront-kit/react"

interface TryAgainProps {
  /** What a list's or a thing's hook answers, with an error. */
  query: { error: MonetizationError | null; isRefetching: boolean; refetch: () => Promise<void> }
}

/** Part of a page that couldn't be read. */
export function TryAgain({ query }: TryAgainProps) {
  const { labels } = usePresentation()
  return (
    <div className="em-state" role="alert">
      <p>{query.error ? errorText(query.error, labels) : null}</p>
      <button
        type="button"
        className="em-button em-button--quiet"
        {...pressable(query.isRefetching, () => void query.refetch())}
      >
        {labels.tryAgain}
      </button>
    </div>
  )
}
