import type { StoreSession } from "@event-monetization/storefront-kit"

/** "Full", "Only 3 seats left" or "42 seats left". */
export function SeatCount({ session }: { session: Pick<StoreSession, "seatsLeft"> }) {
  const { seatsLeft } = session
  if (seatsLeft <= 0) {
    return <span className="em-badge em-badge--sold-out seat-count">Full</span>
  }
  const few = seatsLeft <= 10
  return (
    <span className={`em-badge seat-count ${few ? "em-badge--low" : ""}`}>
      {few ? "Only " : ""}
      {seatsLeft === 1 ? "1 seat left" : `${seatsLeft} seats left`}
    </span>
  )
}
