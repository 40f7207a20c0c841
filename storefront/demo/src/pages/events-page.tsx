import { formatDateRange, type StoreTicketType } from "@event-monetization/storefront-kit"
import { Money, OfferImage, useEvents, usePresentation } from "@event-monetization/storefront-kit/react"
import { useState } from "react"
import { Link } from "react-router-dom"
import { ErrorState } from "../components/error-state.tsx"
import { EventHero, HeroSkeleton } from "../components/event-hero.tsx"
import { ShowMore } from "../components/show-more.tsx"
import { useShop } from "../shop-context.tsx"
import { useTitle } from "../use-title.ts"

const PAGE = 20
const MOST = 100

/** The lead event large, the others as a list under it. */
export function EventsPage() {
  const [limit, setLimit] = useState(PAGE)
  const list = useEvents({ limit })
  const { events, isLoading, error, refetch } = list
  const { config, name, leadEvent } = useShop()
  const { locale } = usePresentation()
  useTitle(name)

  if (error && events.length === 0) {
    return <ErrorState error={error} onRetry={() => void refetch()} what="our events" />
  }
  if (isLoading) {
    return <HeroSkeleton />
  }
  const lead = events.find((event) => event.handle === config.defaultEventHandle) ?? leadEvent ?? events[0]
  if (!lead) {
    return (
      <div className="page page--narrow">
        <h1 className="display">Nothing on sale yet</h1>
        <p className="lead">We are working on the next one. Come back soon.</p>
      </div>
    )
  }
  const others = events.filter((event) => event.id !== lead.id)
  const path = `/events/${lead.handle}`
  const cheapest = lead.id === leadEvent?.id ? lowestPrice(leadEvent.ticketTypes) : null
  return (
    <>
      <EventHero
        event={lead}
        actions={
          <>
            <Link className="em-button button--sun" to={`${path}#tickets`}>
              {cheapest ? (
                <span>
                  Tickets from <Money amount={cheapest.price} currency={cheapest.currency} trim />
                </span>
              ) : (
                "Get tickets"
              )}
            </Link>
            <Link className="em-button button--ghost" to={path}>
              See the programme
            </Link>
          </>
        }
      />
      {lead.sessions.length > 0 ? (
        <section className="section" aria-labelledby="highlights">
          <div className="section__head">
            <h2 id="highlights" className="display display--section">
              On the programme
            </h2>
            <Link className="text-link" to={`${path}#programme`}>
              All {lead.sessions.length} sessions
            </Link>
          </div>
          <ul className="highlights" role="list">
            {lead.sessions.slice(0, 3).map((session) => (
              <li key={session.id}>
                <Link to={`/sessions/${session.id}`} className="highlight">
                  <OfferImage src={session.imageUrl} className="highlight__image" />
                  <span className="highlight__title">{session.title}</span>
                  {session.speaker ? <span className="highlight__by">{session.speaker}</span> : null}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {others.length > 0 ? (
        <section className="section" aria-labelledby="more-events">
          <div className="section__head">
            <h2 id="more-events" className="display display--section">
              More events
            </h2>
          </div>
          <ul className="event-list" role="list">
            {others.map((event) => (
              <li key={event.id}>
                <Link to={`/events/${event.handle}`} className="event-row">
                  <OfferImage src={event.imageUrl} className="event-row__image" />
                  <span className="event-row__main">
                    <span className="event-row__title">{event.title}</span>
                    <span>{formatDateRange(event.startsAt, event.endsAt, { timeZone: event.timeZone, locale })}</span>
                    <span>{[event.venue, event.city].filter(Boolean).join(", ")}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          <ShowMore
            list={list}
            read={events.length}
            limit={limit}
            most={MOST}
            shown={others.length}
            item=".event-list > li"
            onMore={setLimit}
          />
        </section>
      ) : null}
    </>
  )
}

function lowestPrice(types: StoreTicketType[]): { price: number; currency: string } | null {
  const priced = types.flatMap(({ price, currency }) => (price !== null && currency !== null ? [{ price, currency }] : []))
  return priced.length ? priced.reduce((low, next) => (next.price < low.price ? next : low)) : null
}
