import { formatDateTime } from "@event-monetization/storefront-kit"
import { errorText, usePresentation, useTickets } from "@event-monetization/storefront-kit/react"
import { Link } from "react-router-dom"
import { useShop } from "../shop-context.tsx"

/** The customer's tickets as stubs. */
export function TicketList() {
  const { tickets, isLoading, error, refetch } = useTickets()
  const { labels, locale } = usePresentation()
  const { leadEvent } = useShop()

  if (error && tickets.length === 0) {
    return (
      <div className="em-state" role="alert">
        <p>{errorText(error, labels)}</p>
        <button type="button" className="em-button em-button--quiet" onClick={() => void refetch()}>
          Try again
        </button>
      </div>
    )
  }
  if (isLoading) {
    return (
      <div className="stubs" role="status" aria-label="Loading">
        <span className="em-skeleton stub stub--skeleton" />
        <span className="em-skeleton stub stub--skeleton" />
      </div>
    )
  }
  if (tickets.length === 0) {
    return (
      <div className="em-state">
        <p>No tickets yet. They appear here once your order is confirmed.</p>
        <Link className="em-button" to={leadEvent ? `/events/${leadEvent.handle}#tickets` : "/"}>
          Choose tickets
        </Link>
      </div>
    )
  }
  return (
    <ul className="stubs" role="list" aria-label="Tickets">
      {tickets.map((ticket) => {
        const seats = ticket.registeredSessionIds.length
        return (
          <li key={ticket.attendeeId} className={`stub stub--${ticket.tier.toLowerCase()}`}>
            <p className="stub__name">{ticket.ticketName}</p>
            {ticket.boughtTier !== ticket.tier && <p className="stub__raised">Upgraded to {labels.tier[ticket.tier]}</p>}
            <p>{ticket.eventTitle}</p>
            <p>{formatDateTime(ticket.eventStartsAt, { timeZone: ticket.timeZone, locale })}</p>
            <p className="stub__state">
              {ticket.status === "canceled"
                ? "Cancelled"
                : seats === 0
                  ? "No seats reserved yet"
                  : seats === 1
                    ? "1 seat reserved"
                    : `${seats} seats reserved`}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
