import { formatDay, formatTimeRange } from "@event-monetization/storefront-kit"
import { OfferImage, usePresentation, useSession } from "@event-monetization/storefront-kit/react"
import { Link, useParams } from "react-router-dom"
import { ErrorState } from "../components/error-state.tsx"
import { HeroSkeleton } from "../components/event-hero.tsx"
import { OfferSection } from "../components/offer-section.tsx"
import { SessionSeat } from "../components/session-seat.tsx"
import { useTitle } from "../use-title.ts"

export function SessionPage() {
  const { id = "" } = useParams()
  const { session, error, refetch } = useSession(id)
  const { locale } = usePresentation()
  useTitle(session?.title ?? null)

  if (!session) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} what="this session" /> : <HeroSkeleton />
  }
  const { timeZone } = session.event
  return (
    <>
      <article className="page session">
        <div className="session__main">
          <p className="crumb">
            <Link to={`/events/${session.event.handle}#programme`}>{session.event.title}</Link>
          </p>
          <h1 className="display">{session.title}</h1>
          <dl className="facts">
            <div>
              <dt>When</dt>
              <dd>
                {formatDay(session.startsAt, { timeZone, locale })},{" "}
                {formatTimeRange(session.startsAt, session.endsAt, { timeZone, locale })}
              </dd>
            </div>
            {session.room ? (
              <div>
                <dt>Where</dt>
                <dd>{[session.room, session.section].filter(Boolean).join(", ")}</dd>
              </div>
            ) : null}
            {session.speaker ? (
              <div>
                <dt>With</dt>
                <dd>{session.speaker}</dd>
              </div>
            ) : null}
          </dl>
          <OfferImage src={session.imageUrl} className="session__image" />
          {session.description
            ? session.description.split(/\n\s*\n/).map((text) => (
                <p key={text} className="prose">
                  {text}
                </p>
              ))
            : null}
        </div>
        <SessionSeat session={session} onChange={() => void refetch()} />
      </article>
      <OfferSection
        id="session-offers"
        title="For this session"
        eventId={session.event.id}
        sessionId={session.id}
        timeZone={timeZone}
        className="section--tint"
        hideWhenEmpty
      />
    </>
  )
}
