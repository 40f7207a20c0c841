import type { Context } from "../context"
import { StripeApiError } from "../errors"
import { attemptPayment, finishChallenge, settleBankDebit } from "../payments/confirm"
import { createIntent } from "../payments/intents"
import { createBankDebit, createCard, emptyBilling } from "../payments/payment-methods"
import { createCustomer } from "../resources/customers"
import type { CheckoutSession, PaymentIntent, PaymentMethod } from "../types"

/** What a buyer types into the hosted page. */
export interface PaymentEntry {
  email: string
  name: string
  card: string
  expMonth: number
  expYear: number
  cvc: string
  /** Pays by a bank debit that is settled later, instead of by card. */
  bankDebit?: boolean
}

export type PayResult =
  /** Paid (or on its way from the bank): send the buyer to `url`. */
  | { outcome: "complete"; url: string }
  /** The bank wants the buyer to authenticate at `url`. */
  | { outcome: "requires_action"; url: string }
  | { outcome: "declined"; field: "card" | "expiry" | "cvc"; code: string; message: string }
  | { outcome: "not_open"; status: CheckoutSession["status"] }

/** Where the buyer goes after paying. */
export function successUrl(session: CheckoutSession, context: Context): string {
  return (
    session.success_url?.replace(/\{CHECKOUT_SESSION_ID\}|%7BCHECKOUT_SESSION_ID%7D/gi, session.id) ??
    `${context.publicUrl()}/c/pay/${session.id}`
  )
}

/** Pays a session. Stripe makes the PaymentIntent at the first attempt and keeps it for the next ones. */
export function paySession(context: Context, session: CheckoutSession, entry: PaymentEntry): PayResult {
  if (session.status !== "open") {
    return { outcome: "not_open", status: session.status }
  }
  const { store } = context
  try {
    if (session.amount_total === 0) {
      complete(context, session, buyerDetails(session, entry), "no_payment_required")
      return { outcome: "complete", url: successUrl(session, context) }
    }
    const method = methodFrom(context, session, entry)
    const intent = intentOf(context, session)
    store.sessions.update(session, { customer_details: buyerDetails(session, entry) })
    if (session.customer_creation === "always" && session.customer === null) {
      const customer = createCustomer(context, { email: entry.email, name: entry.name || null })
      store.sessions.update(session, { customer: customer.id })
      store.paymentIntents.update(intent, { customer: customer.id })
    }
    attemptPayment(context, intent, { method })
    if (intent.status === "requires_action") {
      return { outcome: "requires_action", url: `${context.publicUrl()}/3ds/${intent.id}` }
    }
    return finish(context, session, intent)
  } catch (error) {
    return declinedResult(error)
  }
}

function methodFrom(context: Context, session: CheckoutSession, entry: PaymentEntry): PaymentMethod {
  const billing = { ...emptyBilling(), email: entry.email || null, name: entry.name || null }
  if (entry.bankDebit) {
    return createBankDebit(context, session.currency, billing)
  }
  return createCard(context, { number: entry.card, expMonth: entry.expMonth, expYear: entry.expYear }, billing)
}

function intentOf(context: Context, session: CheckoutSession): PaymentIntent {
  const { store } = context
  if (session.payment_intent) {
    return store.paymentIntents.require(session.payment_intent)
  }
  const { paymentIntentData } = store.sessionSecrets.require(session.id)
  const intent = createIntent(
    context,
    {
      amount: session.amount_total,
      currency: session.currency,
      customer: session.customer,
      ...paymentIntentData,
      metadata: { ...paymentIntentData.metadata },
    },
    session.id
  )
  store.sessions.update(session, { payment_intent: intent.id })
  return intent
}

function buyerDetails(session: CheckoutSession, entry: PaymentEntry): Record<string, unknown> {
  return {
    address: { city: null, country: "US", line1: null, line2: null, postal_code: null, state: null },
    business_name: null,
    email: session.customer_email ?? entry.email,
    individual_name: null,
    name: entry.name || null,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  }
}

function finish(context: Context, session: CheckoutSession, intent: PaymentIntent): PayResult {
  complete(
    context,
    session,
    session.customer_details,
    intent.status === "processing" ? "unpaid" : intent.status === "requires_capture" ? "unpaid" : "paid"
  )
  return { outcome: "complete", url: successUrl(session, context) }
}

function complete(
  context: Context,
  session: CheckoutSession,
  customerDetails: CheckoutSession["customer_details"],
  paymentStatus: CheckoutSession["payment_status"]
): void {
  context.store.sessions.update(session, {
    status: "complete",
    payment_status: paymentStatus,
    customer_details: customerDetails,
    url: null,
  })
  context.emit("checkout.session.completed", session)
}

/** Ends the 3-D Secure challenge of a session's payment. */
export function finishSessionChallenge(
  context: Context,
  session: CheckoutSession,
  intent: PaymentIntent,
  passed: boolean
): PayResult {
  if (session.status !== "open") {
    return { outcome: "not_open", status: session.status }
  }
  try {
    finishChallenge(context, intent, passed)
  } catch (error) {
    return declinedResult(error)
  }
  if (!passed) {
    return {
      outcome: "declined",
      field: "card",
      code: "payment_intent_authentication_failure",
      message:
        "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
    }
  }
  return finish(context, session, intent)
}

/** The bank's answer to a session that was paid by bank debit. */
export function settleSession(context: Context, session: CheckoutSession, succeeded: boolean): void {
  const intent = context.store.paymentIntents.require(session.payment_intent as string)
  settleBankDebit(context, intent, succeeded)
  if (succeeded) {
    context.store.sessions.update(session, { payment_status: "paid" })
  }
  context.emit(
    succeeded ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed",
    session
  )
}

const FIELDS: Record<string, "expiry" | "cvc"> = {
  invalid_expiry_month: "expiry",
  invalid_expiry_year: "expiry",
  expired_card: "expiry",
  incorrect_cvc: "cvc",
}

function declinedResult(error: unknown): PayResult {
  if (error instanceof StripeApiError && error.body.type === "card_error") {
    const code = error.body.code ?? "card_declined"
    return { outcome: "declined", field: FIELDS[code] ?? "card", code, message: error.message }
  }
  throw error
}
