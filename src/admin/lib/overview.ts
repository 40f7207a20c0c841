import { AttentionReason, attentionReasons } from "./attention"
import { AdminEvent, AdminOffer } from "./types"

export type OverviewFigures = {
  publishedOffers: number
  unitsSold: number
  liveHolds: number
  /** Of published offers with limited stock; null when every published offer is unlimited. */
  unitsLeft: number | null
  upcomingEvents: AdminEvent[]
  attention: { offer: AdminOffer; reasons: AttentionReason[] }[]
}

/** The overview's sums. Archived offers count where they earned (sold), not where nothing can happen any more. */
export function overviewFigures(offers: AdminOffer[], events: AdminEvent[], now: number): OverviewFigures {
  const published = offers.filter((offer) => offer.status === "published")
  const limited = published.filter((offer) => offer.stock.available !== null)
  return {
    publishedOffers: published.length,
    unitsSold: offers.reduce((sum, offer) => sum + offer.stock.sold, 0),
    liveHolds: offers.reduce((sum, offer) => sum + offer.stock.held, 0),
    unitsLeft:
      published.length > 0 && limited.length === 0
        ? null
        : limited.reduce((sum, offer) => sum + (offer.stock.available ?? 0), 0),
    upcomingEvents: events
      .filter((event) => event.status !== "archived" && Date.parse(event.ends_at) > now)
      .sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at)),
    attention: offers
      .map((offer) => ({ offer, reasons: attentionReasons(offer, now) }))
      .filter(({ reasons }) => reasons.length > 0),
  }
}
