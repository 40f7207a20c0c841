import { PaymentSessionStatus } from "@medusajs/framework/utils"
import Stripe from "stripe"

/**
 * Where a payment stands, from Stripe's two objects about it: the Checkout Session (the page) and the payment intent
 * (the money). Only `captured` and `authorized` are worth an order.
 */
export type PaymentState =
  | "open" // the page can still be paid
  | "processing" // submitted, the bank has not answered yet
  | "authorized" // reserved, to be captured
  | "captured" // paid
  | "refunded" // paid, or reserved, and given back in full
  | "failed" // submitted, the bank said no
  | "expired" // the page can't be paid any more
  | "canceled"
  | "missing" // Stripe doesn't know it

const STATUS: Record<PaymentState, PaymentSessionStatus> = {
  open: PaymentSessionStatus.REQUIRES_MORE,
  processing: PaymentSessionStatus.PENDING,
  authorized: PaymentSessionStatus.AUTHORIZED,
  captured: PaymentSessionStatus.CAPTURED,
  refunded: PaymentSessionStatus.CANCELED,
  failed: PaymentSessionStatus.ERROR,
  expired: PaymentSessionStatus.CANCELED,
  canceled: PaymentSessionStatus.CANCELED,
  missing: PaymentSessionStatus.CANCELED,
}

/** Reads a session that was retrieved with EXPANDED. */
export function paymentState(session: Stripe.Checkout.Session | null): PaymentState {
  if (!session) {
    return "missing"
  }
  const intent = paymentIntent(session)
  // Money that moved counts, whatever the page says.
  if (intent?.status === "succeeded") {
    return isRefunded(intent) ? "refunded" : "captured"
  }
  if (intent?.status === "requires_capture") {
    return "authorized"
  }
  if (intent?.status === "processing") {
    return "processing"
  }
  if (intent?.status === "canceled" && isReleased(intent)) {
    return "refunded"
  }
  if (session.status === "expired") {
    return "expired"
  }
  if (session.status === "open") {
    return "open"
  }
  if (intent?.status === "canceled") {
    return "canceled"
  }
  return intent?.status === "requires_payment_method" || !intent ? "failed" : "processing"
}

/** Reads a payment intent without a page, retrieved with its latest charge. `open` still waits to be charged. */
export function intentState(intent: Stripe.PaymentIntent): PaymentState {
  switch (intent.status) {
    case "succeeded":
      return isRefunded(intent) ? "refunded" : "captured"
    case "requires_capture":
      return "authorized"
    case "processing":
      return "processing"
    case "canceled":
      return isReleased(intent) ? "refunded" : "canceled"
    default:
      return intent.last_payment_error ? "failed" : "open"
  }
}

/** Medusa's word for it. `processing` is "pending": an order waits for the money. */
export function medusaStatus(state: PaymentState): PaymentSessionStatus {
  return STATUS[state]
}

/** What has to be expanded for the functions here to see everything. */
export const EXPANDED = ["payment_intent.latest_charge"]

export function paymentIntent(session: Stripe.Checkout.Session): Stripe.PaymentIntent | null {
  return typeof session.payment_intent === "object" ? session.payment_intent : null
}

export function latestCharge(intent: Stripe.PaymentIntent | null): Stripe.Charge | null {
  return intent && typeof intent.latest_charge === "object" ? intent.latest_charge : null
}

/** Given back in full; a payment that was refunded in part is still a payment. */
function isRefunded(intent: Stripe.PaymentIntent): boolean {
  const charge = latestCharge(intent)
  return Boolean(charge && (charge.refunded || (charge.amount_captured > 0 && charge.amount_refunded >= charge.amount_captured)))
}

/** Reserved and then released: Stripe marks the charge that was never captured as refunded. */
const isReleased = (intent: Stripe.PaymentIntent): boolean => Boolean(latestCharge(intent)?.refunded)
