import { formatDateTime } from "../../format/dates.ts"
import { remainingMs } from "../../time/hold-clock.ts"
import { timeLeft } from "../../time/time-left.ts"
import { usePresentation } from "../monetization-provider.tsx"
import type { LabelOverrides } from "../labels.ts"
import { Countdown } from "./countdown.tsx"
import { joinClasses } from "./money.tsx"
import { useMinute } from "./use-minute.ts"

export interface OfferDeadlineProps {
  expiresAt: string | null
  /** The event's zone; the provider's when left out. */
  timeZone?: string
  /** Server clock minus device clock in ms (`useCart().skewMs`). */
  skewMs?: number
  labels?: LabelOverrides
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** "Until 20 June 2026, 18:00"; on the last day "Ends in 2 h 14 min"; in the last hour, urgently, "Ends in 14:05". */
export function OfferDeadline({ expiresAt, timeZone, skewMs = 0, labels: overrides }: OfferDeadlineProps) {
  const { labels, locale, timeZone: defaultZone } = usePresentation(overrides)
  // null until mounted: a server's clock and a browser's must not render different markup
  const now = useMinute(expiresAt !== null)

  if (!expiresAt) {
    return null
  }
  const left = now === null ? Infinity : remainingMs(expiresAt, skewMs, now)
  return (
    <span className={joinClasses("em-deadline", left < HOUR_MS && "em-deadline--urgent")}>
      {left >= DAY_MS ? (
        labels.availableUntil(formatDateTime(expiresAt, { timeZone: timeZone ?? defaultZone, locale }))
      ) : left >= HOUR_MS ? (
        `${labels.endsIn} ${hoursLeft(left)}`
      ) : left > 0 ? (
        <>
          {labels.endsIn} <Countdown expiresAt={expiresAt} skewMs={skewMs} urgentSeconds={3600} labels={overrides} />
        </>
      ) : (
        labels.offerEnded
      )}
    </span>
  )

  function hoursLeft(ms: number): string {
    const { hours, minutes } = timeLeft(ms)
    return labels.hoursLeft(hours, minutes)
  }
}
