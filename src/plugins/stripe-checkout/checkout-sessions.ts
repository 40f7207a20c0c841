import { MedusaError } from "@medusajs/framework/utils"
import Stripe from "stripe"
import { isMissingAtStripe, isRefusedByStripe, stableHash } from "../stripe"
import { ResolvedOptions } from "./options"
import { EXPANDED, paymentIntent, PaymentState, paymentState } from "./payment-state"
import { buildSessionParams, SessionRequest, simplerParams } from "./session-params"

export type ReadSession = { session: Stripe.Checkout.Session | null; state: PaymentState }

/** States of a payment intent in which nothing was paid and it can be called off. */
export const INCOMPLETE = ["requires_payment_method", "requires_confirmation", "requires_action"]

/**
 * Makes the Checkout Session of a Medusa payment session. A repetition of the same request gets the same one; what
 * Stripe refuses in it (an archived Price, an image, a deleted customer) is left out rather than losing the sale.
 *
 * @param replaces the Checkout Session that this one takes the place of: going back to an earlier amount must not be
 * answered the earlier, by now expired session
 * @throws MedusaError `checkout_amount_mismatch` when Stripe would charge anything else than the amount; Stripe errors
 */
export async function openSession(
  stripe: Stripe,
  request: SessionRequest,
  options: ResolvedOptions,
  replaces?: string
): Promise<Stripe.Checkout.Session> {
  const session = await createWithFallbacks(stripe, request, options, replaces)
  if (session.amount_total !== request.amount || session.currency !== request.currencyCode.toLowerCase()) {
    await expireSession(stripe, session.id)
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `Stripe would charge ${session.amount_total} ${session.currency} instead of ${request.amount} ${request.currencyCode} (minor units).`,
      "checkout_amount_mismatch"
    )
  }
  return session
}

async function createWithFallbacks(
  stripe: Stripe,
  request: SessionRequest,
  options: ResolvedOptions,
  replaces?: string
): Promise<Stripe.Checkout.Session> {
  let params = buildSessionParams(request, options)
  for (;;) {
    try {
      return await stripe.checkout.sessions.create(params, {
        idempotencyKey: `checkout-session:${request.sessionId}:${stableHash({ params, replaces })}`,
      })
    } catch (error) {
      const simpler = isRefusedByStripe(error) ? simplerParams(params, error, request) : null
      if (!simpler) {
        throw error
      }
      params = simpler
    }
  }
}

/** A Checkout Session with its payment intent and charge; `missing` when Stripe doesn't know the id. */
export async function readSession(stripe: Stripe, id: string): Promise<ReadSession> {
  try {
    const session = await stripe.checkout.sessions.retrieve(id, { expand: EXPANDED })
    return { session, state: paymentState(session) }
  } catch (error) {
    if (isMissingAtStripe(error)) {
      return { session: null, state: "missing" }
    }
    throw error
  }
}

/**
 * Makes sure that a session can't be paid any more, unless it already was, and says how it ended. Asks to expire it
 * first and looks afterwards: between a look and the request the buyer could pay.
 */
export async function closeSession(stripe: Stripe, id: string): Promise<ReadSession> {
  const expired = await expireSession(stripe, id)
  const closed = expired ? { session: expired, state: paymentState(expired) } : await readSession(stripe, id)
  const intent = closed.session && paymentIntent(closed.session)
  // A page that is closed leaves an attempt (3-D Secure in another tab) that could still go through.
  if (intent && INCOMPLETE.includes(intent.status) && closed.state !== "open") {
    await callOffIntent(stripe, intent.id)
    return await readSession(stripe, id)
  }
  return closed
}

/** Calls a payment intent off, unless it was paid, or called off, before: whoever asks reads afterwards what came first. */
export async function callOffIntent(stripe: Stripe, intentId: string): Promise<void> {
  try {
    await stripe.paymentIntents.cancel(intentId)
  } catch (error) {
    if (!isRefusedByStripe(error)) {
      throw error
    }
  }
}

/** The session, expired now; null when it could not be, because it was paid, expired or gone before. */
async function expireSession(stripe: Stripe, id: string): Promise<Stripe.Checkout.Session | null> {
  try {
    return await stripe.checkout.sessions.expire(id, { expand: EXPANDED })
  } catch (error) {
    if (isRefusedByStripe(error)) {
      return null
    }
    throw error
  }
}
