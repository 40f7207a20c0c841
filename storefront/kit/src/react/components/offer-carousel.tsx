import { useId, type ReactNode } from "react"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { joinClasses } from "./money.tsx"
import { pressable } from "./pressable.ts"
import { useCarousel } from "./use-carousel.ts"

export interface OfferCarouselProps {
  /** Name of the list for screen readers. */
  label: string
  /** The list items. */
  children: ReactNode
  count: number
  labels?: LabelOverrides
  className?: string
}

/**
 * Offers side by side: a grid where there is room, and on a narrow screen a row to swipe through, which also has
 * buttons and takes the arrow keys, Home and End.
 */
export function OfferCarousel({ label, children, count, labels: overrides, className }: OfferCarouselProps) {
  const { labels } = usePresentation(overrides)
  const { ref, isScrollable, index, goBy, onKeyDown } = useCarousel(count)
  const listId = useId()

  const step = (by: 1 | -1) => {
    const isAtEnd = by > 0 ? index >= count - 1 : index <= 0
    return (
      <button
        type="button"
        className="em-carousel__button"
        aria-label={by > 0 ? labels.nextOffer : labels.previousOffer}
        aria-controls={listId}
        {...pressable(isAtEnd, () => goBy(by))}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={by > 0 ? "M6 3l5 5-5 5" : "M10 3L5 8l5 5"} />
        </svg>
      </button>
    )
  }

  return (
    <div
      className={joinClasses("em-carousel", className)}
      {...(isScrollable ? { role: "group", "aria-roledescription": "carousel", "aria-label": label } : {})}
    >
      <ul
        ref={ref}
        id={listId}
        className="em-grid"
        aria-label={label}
        role="list"
        tabIndex={isScrollable ? 0 : undefined}
        onKeyDown={onKeyDown}
      >
        {children}
      </ul>
      {isScrollable ? (
        <div className="em-carousel__controls">
          {step(-1)}
          <span className="em-carousel__position" aria-live="polite">
            {labels.offerPosition(index + 1, count)}
          </span>
          {step(1)}
        </div>
      ) : null}
    </div>
  )
}
