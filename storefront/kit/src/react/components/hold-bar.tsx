import type { OfferCartLine } from "../../client/types.ts"
import { earliestExpiry } from "../../time/hold-clock.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { Countdown } from "./countdown.tsx"
import { pressable } from "./pressable.ts"

export interface HoldBarProps {
  offers: OfferCartLine[]
  skewMs?: number
  /** Left out: no way to extend. */
  onExtend?: () => void
  isExtending?: boolean
  labels?: LabelOverrides
}

/** How long the cart's extras are held, and a button for more time while there are renewals left. */
export function HoldBar({ offers, skewMs = 0, onExtend, isExtending = false, labels: overrides }: HoldBarProps) {
  const { labels } = usePresentation(overrides)
  const holds = offers.map((line) => line.hold)
  const expiresAt = earliestExpiry(holds)

  if (!expiresAt) {
    return holds.some((hold) => hold?.state === "paying") ? <p className="em-hold">{labels.holdPaying}</p> : null
  }
  const renewalsLeft = Math.min(...holds.flatMap((hold) => (hold?.state === "live" ? [hold.renewalsLeft] : [])))
  return (
    <div className="em-hold">
      <p className="em-hold__time">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6.25" />
          <path d="M8 4.5V8l2.5 1.75" />
        </svg>
        {labels.heldFor}{" "}
        <Countdown
          expiresAt={expiresAt}
          skewMs={skewMs}
          labels={overrides}
          announce={(seconds) => (seconds > 0 ? labels.holdWarning(seconds) : labels.holdOver)}
        />
      </p>
      {onExtend && renewalsLeft > 0 ? (
        <button
          type="button"
          className="em-button em-button--quiet em-button--small"
          title={labels.renewalsLeft(renewalsLeft)}
          {...pressable(isExtending, onExtend)}
        >
          {isExtending ? labels.extending : labels.extend}
        </button>
      ) : null}
    </div>
  )
}
