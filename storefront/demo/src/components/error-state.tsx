import type { MonetizationError } from "@event-monetization/storefront-kit"
import { errorText, usePresentation } from "@event-monetization/storefront-kit/react"
import { Link } from "react-router-dom"
import { useTitle } from "../use-title.ts"

interface ErrorStateProps {
  error: MonetizationError
  onRetry: () => void
  /** What couldn't be read, e.g. "the programme". */
  what: string
}

/** A whole page that couldn't be read: not there, or not now. */
export function ErrorState({ error, onRetry, what }: ErrorStateProps) {
  const { labels } = usePresentation()
  const missing = error.status === 404
  useTitle(missing ? "Not found" : "Something went wrong")
  return (
    <div className="page page--narrow">
      <h1 className="display">{missing ? `We couldn't find ${what}` : `We couldn't load ${what}`}</h1>
      <p className="lead" role="alert">
        {missing ? "It may have ended, or the link has a typo." : errorText(error, labels)}
      </p>
      {missing ? (
        <Link className="em-button" to="/">
          See all events
        </Link>
      ) : (
        <button type="button" className="em-button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  )
}
