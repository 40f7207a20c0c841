import { useEffect, useState } from "react"
import { formatDateTime } from "../../format/dates.ts"
import { usePresentation } from "../monetization-provider.tsx"
import type { LabelOverrides } from "../labels.ts"
import { Countdown } from "./countdown.tsx"

export interface OfferDeadlineProps {
  expiresAt: string | null
  /** The event's zone; the provider's when left out. */
  timeZone?: string
  skewMs?: number
  labels?: LabelOverrides
}

const ONE_DAY_MS = 86_400_000

/** "Until 20 June 2026, 18:00", and a countdown on the last day. */
export function OfferDeadline({ expiresAt, timeZone, skewMs = 0, labels: overrides }: OfferDeadlineProps) {
  const { labels, locale, timeZone: defaultZone } = usePresentation(overrides)
  const [lastDay, setLastDay] = useState(false)

  // decided after mounting: a server's clock and a browser's must not render different markup
  useEffect(() => {
    setLastDay(expiresAt !== null && Date.parse(expiresAt) - (Date.now() + skewMs) < ONE_DAY_MS)
  }, [expiresAt, skewMs])

  if (!expiresAt) {
    return null
  }
  return (
    <span className="em-deadline">
      {lastDay ? (
        <>
          {labels.endsIn} <Countdown expiresAt={expiresAt} skewMs={skewMs} urgentSeconds={3600} />
        </>
      ) : (
        labels.availableUntil(formatDateTime(expiresAt, { timeZone: timeZone ?? defaultZone, locale }))
      )}
    </span>
  )
}
