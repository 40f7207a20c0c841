import { SaleWindow, validateSaleWindow } from "./offer-form"
import { instantOf, instantOrKept, wallTimeOf } from "./time-zone"
import { AdminOffer } from "./types"
import { Problems } from "./validation"

export function scheduleFormValues(offer: AdminOffer, timeZone: string): SaleWindow {
  return { starts_at: wallTimeOf(offer.starts_at, timeZone), expires_at: wallTimeOf(offer.expires_at, timeZone) }
}

/** A sale that is over before it is scheduled would publish an offer nobody can buy. */
export function validateSchedule(values: SaleWindow, timeZone: string, now: number): Problems {
  const problems = validateSaleWindow(values, timeZone)
  const end = instantOf(values.expires_at, timeZone)
  const over = "iso" in end && Date.parse(end.iso) <= now
  return { ...problems, expires_at: problems.expires_at ?? (over ? { key: "expiryPast" } : undefined) }
}

export function scheduleInput(values: SaleWindow, timeZone: string, offer: AdminOffer) {
  return {
    starts_at: instantOrKept(values.starts_at, timeZone, offer.starts_at),
    expires_at: instantOrKept(values.expires_at, timeZone, offer.expires_at),
  }
}
