import { formatDay, formatTime, groupByDay, type StoreSession } from "@event-monetization/storefront-kit"
import { OfferImage, usePresentation } from "@event-monetization/storefront-kit/react"
import { Link } from "react-router-dom"
import { SeatCount } from "./seat-count.tsx"

/** The sessions, day by day, in the event's time zone. */
export function Agenda({ sessions, timeZone }: { sessions: StoreSession[]; timeZone: string }) {
  const { locale } = usePresentation()
  if (sessions.length === 0) {
    return <p className="empty">The programme will be announced soon.</p>
  }
  return (
    <>
      {groupByDay(sessions, timeZone).map(({ day, items }) => (
        <section key={day} className="day" aria-labelledby={`day-${day}`}>
          <h3 id={`day-${day}`} className="day__title">
            {formatDay(items[0]?.startsAt ?? day, { timeZone, locale })}
          </h3>
          <ol className="day__sessions" role="list">
            {items.map((session) => (
              <li key={session.id}>
                <Link to={`/sessions/${session.id}`} className="session-row">
                  <span className="session-row__time">
                    <time dateTime={session.startsAt}>{formatTime(session.startsAt, { timeZone, locale })}</time>
                    <span className="session-row__end">
                      –{formatTime(session.endsAt, { timeZone, locale })}
                    </span>
                  </span>
                  <OfferImage src={session.imageUrl} className="session-row__image" />
                  <span className="session-row__main">
                    <span className="session-row__title">{session.title}</span>
                    <span className="session-row__by">
                      {[session.speaker, session.room].filter(Boolean).join(" · ")}
                    </span>
                  </span>
                  <SeatCount session={session} />
                </Link>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}
