import { formatDateRange, formatTime, zoneName, type StoreEvent } from "@event-monetization/storefront-kit"
import { OfferImage, usePresentation } from "@event-monetization/storefront-kit/react"
import type { ReactNode } from "react"
import { splitDescription } from "../split-description.ts"

/** Title, picture, when and where. */
export function EventHero({ event, actions }: { event: StoreEvent; actions?: ReactNode }) {
  const { locale } = usePresentation()
  const { timeZone } = event
  const { lead } = splitDescription(event.description)
  return (
    <div className="hero">
      <div className="hero__inner">
        <div className="hero__text">
          <p className="hero__when">
            <time dateTime={event.startsAt}>{formatDateRange(event.startsAt, event.endsAt, { timeZone, locale })}</time>
            <span>{[event.venue, event.city].filter(Boolean).join(", ")}</span>
          </p>
          <h1 className="display display--hero">{event.title}</h1>
          {lead ? <p className="hero__lead">{lead}</p> : null}
          {actions ? <div className="hero__actions">{actions}</div> : null}
          <p className="hero__zone">
            Doors {formatTime(event.startsAt, { timeZone, locale })}. All times in {event.city ?? "local"} time (
            {zoneName(event.startsAt, { timeZone, locale })}).
          </p>
        </div>
        <OfferImage src={event.imageUrl} className="hero__image" />
      </div>
    </div>
  )
}

export function HeroSkeleton() {
  return (
    <div className="hero" role="status" aria-label="Loading">
      <h1 className="em-visually-hidden">Loading</h1>
      <div className="hero__inner" aria-hidden="true">
        <div className="hero__text">
          <span className="em-skeleton skeleton-line skeleton-line--s" />
          <span className="em-skeleton skeleton-line skeleton-line--xl" />
          <span className="em-skeleton skeleton-line" />
        </div>
        <div className="hero__image em-skeleton" />
      </div>
    </div>
  )
}
