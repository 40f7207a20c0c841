import type { MonetizationError } from "../../client/monetization-error.ts"
import type { StoreOffer } from "../../client/types.ts"
import type { Labels } from "../labels.ts"

/** Why an offer can't be bought, in the shop's words; null when it can. */
export function refusalText(offer: StoreOffer, labels: Labels): string | null {
  if (offer.purchasable) {
    return null
  }
  if (!offer.refusal) {
    return labels.soldOut
  }
  return labels.refusal[offer.refusal.code] ?? offer.refusal.message
}

/** An error in the shop's words. */
export function errorText(error: MonetizationError, labels: Labels): string {
  const known = labels.error[error.code] ?? labels.refusal[error.code]
  // a fault's own message is written for developers
  const fallback = error.status >= 500 ? labels.error.unknown_error : undefined
  return known ?? fallback ?? error.message
}
