import Stripe from "stripe"
import { idOf } from "../stripe"
import { latestCharge, paymentIntent } from "./payment-state"

/** What Medusa keeps of a Checkout Session as its payment session's and payment's `data`; buyers can read it. */
export type SessionSnapshot = {
  /** Checkout Session. */
  id: string
  /** Stripe's page, null once it can't be paid any more. */
  url: string | null
  status: string | null
  payment_status: string
  /** Minor units. */
  amount_total: number | null
  currency: string | null
  /** Unix seconds. */
  expires_at: number
  payment_intent: string | null
  charge: string | null
  customer: string | null
  /** For one-click purchases. */
  payment_method: string | null
}

export function sessionSnapshot(session: Stripe.Checkout.Session): SessionSnapshot {
  const intent = paymentIntent(session)
  return {
    id: session.id,
    url: session.url,
    status: session.status,
    payment_status: session.payment_status,
    amount_total: session.amount_total,
    currency: session.currency,
    expires_at: session.expires_at,
    payment_intent: idOf(session.payment_intent),
    charge: latestCharge(intent)?.id ?? idOf(intent?.latest_charge),
    customer: idOf(session.customer),
    payment_method: idOf(intent?.payment_method),
  }
}
