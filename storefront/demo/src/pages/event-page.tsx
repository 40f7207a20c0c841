import { useEvent } from "@event-monetization/storefront-kit/react"
import { useEffect } from "react"
import { useLocation, useParams } from "react-router-dom"
import { Agenda } from "../components/agenda.tsx"
import { ErrorState } from "../components/error-state.tsx"
import { EventHero, HeroSkeleton } from "../components/event-hero.tsx"
import { OfferSection } from "../components/offer-section.tsx"
import { TicketPicker } from "../components/ticket-picker.tsx"
import { splitDescription } from "../split-description.ts"
import { useTitle } from "../use-title.ts"

export function EventPage() {
  const { handle = "" } = useParams()
  const { hash } = useLocation()
  const { event, error, refetch } = useEvent(handle)
  useTitle(event?.title ?? null)

  const isShown = event !== null
  useEffect(() => {
    // the browser looked for the anchor before the event was there
    if (isShown && hash) {
      document.getElementById(hash.slice(1))?.scrollIntoView()
    }
  }, [isShown, hash])

  if (!event) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} what="this event" /> : <HeroSkeleton />
  }
  const { rest } = splitDescription(event.description)
  return (
    <>
      <EventHero
        event={event}
        actions={
          <>
            <a className="em-button button--sun" href="#tickets">
              Choose tickets
            </a>
            <a className="em-button button--ghost" href="#programme">
              See the programme
            </a>
          </>
        }
      />
      <section id="tickets" className="section" aria-labelledby="tickets-title">
        <div className="section__head">
          <h2 id="tickets-title" className="display display--section">
            Tickets
          </h2>
        </div>
        {event.ticketTypes.length > 0 ? (
          <TicketPicker ticketTypes={event.ticketTypes} />
        ) : (
          <p className="empty">Tickets are not on sale yet.</p>
        )}
      </section>
      <OfferSection
        id="extras"
        title="Make more of it"
        intro="Extras for your time with us. Whatever you add is held for you while you decide."
        eventId={event.id}
        placement="IN_EVENT"
        timeZone={event.timeZone}
        className="section--tint"
      />
      <section id="programme" className="section" aria-labelledby="programme-title">
        <div className="section__head">
          <h2 id="programme-title" className="display display--section">
            Programme
          </h2>
          {rest.length > 0 ? (
            <div className="section__intro section__intro--long">
              {rest.map((text) => (
                <p key={text}>{text}</p>
              ))}
            </div>
          ) : null}
        </div>
        <Agenda sessions={event.sessions} timeZone={event.timeZone} />
      </section>
    </>
  )
}
