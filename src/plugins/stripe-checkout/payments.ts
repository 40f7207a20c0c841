import Stripe from "stripe"
import { isMissingAtStripe } from "../stripe"
import { callOffIntent, closeSession, INCOMPLETE, ReadSession, readSession } from "./checkout-sessions"
import { IntentSnapshot, intentSnapshot } from "./off-session-payment"
import { intentState, paymentIntent, PaymentState } from "./payment-state"
import { SessionSnapshot, sessionSnapshot } from "./session-snapshot"

/** A payment as Stripe has it now, made on the hosted page (`cs_`) or with a saved method (`pi_`). */
export type ReadPayment = {
  state: PaymentState
  /** The money, once somebody tried to pay. */
  intent: Stripe.PaymentIntent | null
  /** What Medusa keeps of it; null when Stripe doesn't know it. */
  snapshot: SessionSnapshot | IntentSnapshot | null
  /** The Medusa payment session it was made for. */
  sessionId: string | null
}

const MISSING: ReadPayment = { state: "missing", intent: null, snapshot: null, sessionId: null }

/** Stripe's id of a page or of a payment intent, as the data of a Medusa payment session or payment have it. */
export const isPaymentId = (id: unknown): id is string => typeof id === "string" && /^(cs|pi)_/.test(id)

const isIntent = (id: string) => id.startsWith("pi_")

function ofSession({ session, state }: ReadSession): ReadPayment {
  return session
    ? { state, intent: paymentIntent(session), snapshot: sessionSnapshot(session), sessionId: session.metadata?.session_id ?? null }
    : MISSING
}

function ofIntent(intent: Stripe.PaymentIntent): ReadPayment {
  return { state: intentState(intent), intent, snapshot: intentSnapshot(intent), sessionId: intent.metadata.session_id ?? null }
}

async function readIntent(stripe: Stripe, id: string): Promise<ReadPayment> {
  try {
    return ofIntent(await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] }))
  } catch (error) {
    if (isMissingAtStripe(error)) {
      return MISSING
    }
    throw error
  }
}

/** Asks Stripe; `missing` when it doesn't know the id. */
export async function readPayment(stripe: Stripe, id: string): Promise<ReadPayment> {
  return isIntent(id) ? await readIntent(stripe, id) : ofSession(await readSession(stripe, id))
}

/** Makes sure that it can't be paid any more, unless it already was, and says how it ended. */
export async function closePayment(stripe: Stripe, id: string): Promise<ReadPayment> {
  if (!isIntent(id)) {
    return ofSession(await closeSession(stripe, id))
  }
  const read = await readIntent(stripe, id)
  return read.intent && INCOMPLETE.includes(read.intent.status) ? await cancelMoney(stripe, id, id) : read
}

/** Calls a payment's intent off; what came first, this or the payment, is in the answer. */
export async function cancelMoney(stripe: Stripe, id: string, intentId: string): Promise<ReadPayment> {
  await callOffIntent(stripe, intentId)
  return await readPayment(stripe, id)
}
