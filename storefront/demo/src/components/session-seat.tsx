import type { StoreSessionDetail } from "@event-monetization/storefront-kit"
import { errorText, pressable, useCustomer, usePresentation, useSeat } from "@event-monetization/storefront-kit/react"
import { Link } from "react-router-dom"

/** Reserving a seat: what is possible depends on who is signed in, their ticket, and the room that is left. */
export function SessionSeat({ session, onChange }: { session: StoreSessionDetail; onChange: () => void }) {
  const { isSignedIn, isLoading: customerLoading } = useCustomer()
  const { labels } = usePresentation()
  const seat = useSeat(session.id, session.event.id, onChange)
  const taken = Math.max(0, session.capacity - session.seatsLeft)
  const share = session.capacity > 0 ? Math.min(100, Math.round((taken / session.capacity) * 100)) : 0

  return (
    <section className="seat" aria-labelledby="seat-title">
      <h2 id="seat-title" className="seat__title">
        Your seat
      </h2>
      <p className="seat__count">
        <strong>{session.seatsLeft > 0 ? session.seatsLeft : "No"}</strong> of {session.capacity} seats left
      </p>
      <progress className="seat__bar" max={100} value={share} aria-label="Seats taken">
        {share}%
      </progress>
      <div className="seat__action">{action()}</div>
      <p className="form-error" role="alert">
        {seat.error ? errorText(seat.error, labels) : null}
      </p>
    </section>
  )

  function action() {
    if (customerLoading || (isSignedIn && seat.isLoading)) {
      return <span className="em-skeleton em-skeleton--button" aria-hidden="true" />
    }
    if (!isSignedIn) {
      return (
        <>
          <p>Sign in to the account you bought your ticket with.</p>
          <Link className="em-button" to={`/account?next=/sessions/${session.id}`}>
            Sign in to reserve
          </Link>
        </>
      )
    }
    if (seat.hasSeat) {
      return (
        <>
          <p className="seat__yes">You have a seat. See you there.</p>
          <button
            type="button"
            className="em-button em-button--quiet"
            {...pressable(seat.isBusy, () => void seat.release())}
          >
            {seat.isBusy ? "One moment…" : "Give my seat back"}
          </button>
        </>
      )
    }
    if (!seat.hasTicket) {
      return (
        <>
          <p>Seats are for ticket holders.</p>
          <Link className="em-button" to={`/events/${session.event.handle}#tickets`}>
            Get a ticket
          </Link>
        </>
      )
    }
    if (session.seatsLeft <= 0) {
      return <p>This session is full. A seat that is given back can be reserved here.</p>
    }
    return (
      <button type="button" className="em-button" {...pressable(seat.isBusy, () => void seat.reserve())}>
        {seat.isBusy ? "Reserving…" : "Reserve my seat"}
      </button>
    )
  }
}
