import type { Context } from "../context"
import { invalidRequest, StripeApiError } from "../errors"
import type { Charge, IntentSecret, PaymentIntent, PaymentMethod } from "../types"
import { bookCharge, createCharge } from "./charges"
import { assertUsable, attach, cardOf, declineError, secretOf } from "./payment-methods"
import type { Decline } from "./test-cards"

export interface ConfirmOptions {
  method: PaymentMethod
  offSession?: boolean
  returnUrl?: string | null
  errorOnAction?: boolean
}

const AUTHENTICATION_REQUIRED: Decline = {
  code: "authentication_required",
  decline_code: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
}

export function intentSecret(context: Context, intentId: string): IntentSecret {
  return context.store.intentSecrets.require(intentId)
}

/**
 * One attempt to pay: ends approved, waiting for 3-D Secure, waiting for the bank, or throws Stripe's
 * 402 with the intent back at `requires_payment_method`.
 */
export function attemptPayment(context: Context, intent: PaymentIntent, options: ConfirmOptions): void {
  const { method, offSession = false } = options
  const { store } = context
  assertUsable(context, method)
  if (method.customer !== null && method.customer !== intent.customer) {
    throw invalidRequest(
      intent.customer === null
        ? "The PaymentMethod you provided is attached to a customer, so you must include the customer in the request to create the PaymentIntent."
        : "The payment method supplied does not belong to the customer of the PaymentIntent.",
      { param: "payment_method" }
    )
  }
  const secret = intentSecret(context, intent.id)
  store.intentSecrets.update(secret, { returnUrl: options.returnUrl ?? secret.returnUrl, offSession, challenged: null })
  store.paymentIntents.update(intent, { payment_method: method.id, last_payment_error: null, next_action: null })

  if (method.type !== "card") {
    waitForBank(context, intent, method)
    return
  }
  const card = cardOf(context, method)
  const needsChallenge =
    card?.authentication === "always" ||
    (card?.authentication === "until_set_up" && !(offSession && secretOf(context, method).offSessionReady))
  if (needsChallenge) {
    if (offSession || options.errorOnAction) {
      decline(context, intent, method, AUTHENTICATION_REQUIRED)
    }
    challenge(context, intent, method)
    return
  }
  if (card?.decline) {
    decline(context, intent, method, card.decline)
  }
  approve(context, intent, method, false)
}

/** Ends the 3-D Secure challenge that is open on an intent. Throws the 402 when the bank refuses afterwards. */
export function finishChallenge(context: Context, intent: PaymentIntent, passed: boolean): void {
  const { store } = context
  const secret = intentSecret(context, intent.id)
  if (intent.status !== "requires_action" || secret.challenged === null) {
    throw invalidRequest("There is no authentication open on this PaymentIntent.", {
      code: "payment_intent_unexpected_state",
    })
  }
  const method = store.paymentMethods.require(secret.challenged)
  store.intentSecrets.update(secret, { challenged: null })
  store.paymentIntents.update(intent, { next_action: null })
  if (!passed) {
    failIntent(context, intent, {
      code: "payment_intent_authentication_failure",
      doc_url: "https://stripe.com/docs/error-codes/payment-intent-authentication-failure",
      message:
        "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
      payment_method: structuredClone(method),
      type: "invalid_request_error",
    })
    return
  }
  const refusal = cardOf(context, method)?.decline
  if (refusal) {
    decline(context, intent, method, refusal)
  }
  approve(context, intent, method, true)
}

function challenge(context: Context, intent: PaymentIntent, method: PaymentMethod): void {
  const { store } = context
  const secret = intentSecret(context, intent.id)
  const url = `${context.publicUrl()}/3ds/${intent.id}`
  store.intentSecrets.update(secret, { challenged: method.id })
  store.paymentIntents.update(intent, {
    status: "requires_action",
    next_action:
      secret.returnUrl || secret.checkoutSession
        ? { type: "redirect_to_url", redirect_to_url: { return_url: secret.returnUrl, url } }
        : {
            type: "use_stripe_sdk",
            use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url, source: `src_${intent.id.slice(3)}` },
          },
  })
  context.emit("payment_intent.requires_action", intent)
}

function decline(context: Context, intent: PaymentIntent, method: PaymentMethod, reason: Decline): never {
  const charge = createCharge(context, intent, method, { decline: reason })
  context.store.paymentIntents.update(intent, { latest_charge: charge.id })
  context.emit("charge.failed", charge)
  const error = declineError(reason, { charge: charge.id, payment_method: structuredClone(method) })
  failIntent(context, intent, { ...error.body })
  error.body.payment_intent = structuredClone(intent) as PaymentIntent
  throw new StripeApiError(402, error.body)
}

function failIntent(context: Context, intent: PaymentIntent, lastError: Record<string, unknown>): void {
  context.store.paymentIntents.update(intent, {
    status: "requires_payment_method",
    payment_method: null,
    last_payment_error: lastError,
  })
  context.emit("payment_intent.payment_failed", intent)
}

function approve(context: Context, intent: PaymentIntent, method: PaymentMethod, authenticated: boolean): void {
  const { store } = context
  keepForLater(context, intent, method, authenticated)
  const manual = intent.capture_method === "manual"
  const charge = createCharge(context, intent, method, { captured: manual ? 0 : intent.amount }, authenticated)
  context.emit("charge.succeeded", charge)
  store.paymentIntents.update(intent, {
    latest_charge: charge.id,
    ...(manual
      ? { status: "requires_capture" as const, amount_capturable: intent.amount }
      : { status: "succeeded" as const, amount_received: intent.amount }),
  })
  context.emit(manual ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", intent)
}

/** Saves the payment method with the customer when `setup_future_usage` asks for it; else it is used up. */
function keepForLater(context: Context, intent: PaymentIntent, method: PaymentMethod, authenticated: boolean): void {
  const secret = secretOf(context, method)
  if (intent.setup_future_usage && intent.customer) {
    attach(context, method, intent.customer)
  }
  context.store.paymentMethodSecrets.update(secret, {
    offSessionReady: secret.offSessionReady || (authenticated && intent.setup_future_usage === "off_session"),
    spent: method.customer === null,
  })
}

function waitForBank(context: Context, intent: PaymentIntent, method: PaymentMethod): void {
  keepForLater(context, intent, method, false)
  const charge = createCharge(context, intent, method, { pending: true })
  context.emit("charge.pending", charge)
  context.store.paymentIntents.update(intent, { latest_charge: charge.id, status: "processing" })
  context.emit("payment_intent.processing", intent)
}

/** The bank's answer to a debit, days after the payment. */
export function settleBankDebit(context: Context, intent: PaymentIntent, succeeded: boolean): void {
  const { store } = context
  if (intent.status !== "processing" || !intent.latest_charge) {
    throw invalidRequest("This PaymentIntent is not waiting for a bank.", { code: "payment_intent_unexpected_state" })
  }
  const charge: Charge = store.charges.require(intent.latest_charge)
  if (succeeded) {
    store.charges.update(charge, { status: "succeeded", paid: true, captured: true, amount_captured: intent.amount })
    bookCharge(context, charge)
    context.emit("charge.succeeded", charge)
    store.paymentIntents.update(intent, { status: "succeeded", amount_received: intent.amount })
    context.emit("payment_intent.succeeded", intent)
    return
  }
  const message = "The customer's bank account could not be debited."
  store.charges.update(charge, {
    status: "failed",
    failure_code: "payment_method_provider_decline",
    failure_message: message,
  })
  context.emit("charge.failed", charge)
  failIntent(context, intent, {
    type: "card_error",
    code: "payment_method_provider_decline",
    decline_code: "generic_decline",
    charge: charge.id,
    message,
  })
}
