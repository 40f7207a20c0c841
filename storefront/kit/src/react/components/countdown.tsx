import { useEffect, useRef, useState } from "react"
import { formatRemaining, reachedWarning, remainingMs } from "../../time/hold-clock.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { joinClasses } from "./money.tsx"
import { useNow } from "./use-now.ts"

export interface CountdownProps {
  expiresAt: string
  /** Server clock minus device clock in ms (`useCart().skewMs`). */
  skewMs?: number
  /** Below this it is marked urgent (default 120 s). */
  urgentSeconds?: number
  /** What to say when a threshold is passed; nothing is announced without it. */
  announce?: (secondsLeft: number) => string
  onEnd?: () => void
  labels?: LabelOverrides
  className?: string
}

/**
 * Time left, on the server's clock. The digits are silent for screen readers' live regions;
 * with `announce` they hear 5, 2 and 1 minutes, 30 seconds and the end.
 */
export function Countdown({
  expiresAt,
  skewMs = 0,
  urgentSeconds = 120,
  announce,
  onEnd,
  labels: overrides,
  className,
}: CountdownProps) {
  const { labels } = usePresentation(overrides)
  const [ended, setEnded] = useState(false)
  const now = useNow(!ended)
  const left = remainingMs(expiresAt, skewMs, now)
  const warning = reachedWarning(left)
  const [spoken, setSpoken] = useState("")
  const lastWarning = useRef<number | null | undefined>(undefined)
  const latest = useRef({ announce, onEnd })
  latest.current = { announce, onEnd }

  useEffect(() => {
    setEnded(false)
    lastWarning.current = undefined
    // the same words again, after more time was given, are news only if they were gone in between
    setSpoken("")
  }, [expiresAt])

  useEffect(() => {
    // what is already under way when the countdown appears is visible; only crossing a threshold is news
    if (lastWarning.current === undefined) {
      lastWarning.current = warning
      return
    }
    if (warning !== lastWarning.current) {
      lastWarning.current = warning
      setSpoken(warning !== null && latest.current.announce ? latest.current.announce(warning) : "")
    }
  }, [warning])

  useEffect(() => {
    if (left === 0 && !ended) {
      setEnded(true)
      latest.current.onEnd?.()
    }
  }, [left, ended])

  const urgent = left <= urgentSeconds * 1000
  return (
    <span className={joinClasses("em-countdown", urgent && "em-countdown--urgent", className)}>
      <time role="timer" aria-live="off" suppressHydrationWarning>
        {formatRemaining(left, labels.daysLeft)}
      </time>
      {announce ? (
        <span className="em-visually-hidden" aria-live="polite">
          {spoken}
        </span>
      ) : null}
    </span>
  )
}

