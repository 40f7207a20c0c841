import { AdminOffer } from "./types"

export type AttentionReason = "sold_out" | "expired" | "expires_soon" | "stripe_failed"

/** The list of all of them, by the table's own filter. */
export const ATTENTION_LIST = `/monetization/offers?attention=${encodeURIComponent(JSON.stringify("true"))}`

const WEEK = 7 * 24 * 3_600_000

/**
 * Why an organizer should look at an offer now. A draft or archived one earns nothing, so of a draft only Stripe matters. The
 * words for what the server counts and lists by the same rule (src/modules/offer/offer-overview.ts); a test holds them together.
 */
export function attentionReasons(offer: AdminOffer, now: number): AttentionReason[] {
  const reasons: AttentionReason[] = []
  if (offer.status === "published") {
    if (offer.stock.available !== null && offer.stock.available <= 0) {
      reasons.push("sold_out")
    }
    const left = offer.expires_at ? Date.parse(offer.expires_at) - now : Infinity
    if (left <= 0) {
      reasons.push("expired")
    } else if (left <= WEEK) {
      reasons.push("expires_soon")
    }
  }
  if (offer.status !== "archived" && offer.stripe.status === "failed") {
    reasons.push("stripe_failed")
  }
  return reasons
}
