import Stripe from "stripe"

/** The version that the installed official client pins; events and webhooks are written in it. */
export const API_VERSION: string = Stripe.API_VERSION

/** Stripe took `payment_method_types` off the request parameters in this version. */
export const WITHOUT_PAYMENT_METHOD_TYPES = "2026-09-30"

/** Whether a request's `Stripe-Version` is at least `date` (versions sort by their date). */
export function atLeast(version: string, date: string): boolean {
  return version.slice(0, 10) >= date
}
