import type { Context } from "../context"
import { invalidRequest, StripeApiError } from "../errors"
import type { PaymentMethod, SetupIntent } from "../types"
import { assertUsable, attach, cardOf, declineError, secretOf } from "./payment-methods"

/** One attempt to save a payment method; throws Stripe's 402 when the bank refuses. */
export function attemptSetup(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  returnUrl: string | null
): void {
  const { store } = context
  assertUsable(context, method)
  const secret = store.intentSecrets.require(intent.id)
  store.intentSecrets.update(secret, { returnUrl: returnUrl ?? secret.returnUrl, challenged: null })
  store.setupIntents.update(intent, { payment_method: method.id, last_setup_error: null, next_action: null })
  const card = cardOf(context, method)
  if (card?.authentication) {
    const url = `${context.publicUrl()}/3ds/${intent.id}`
    store.intentSecrets.update(secret, { challenged: method.id })
    store.setupIntents.update(intent, {
      status: "requires_action",
      next_action: secret.returnUrl
        ? { type: "redirect_to_url", redirect_to_url: { return_url: secret.returnUrl, url } }
        : {
            type: "use_stripe_sdk",
            use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url, source: `src_${intent.id.slice(5)}` },
          },
    })
    context.emit("setup_intent.requires_action", intent)
    return
  }
  if (card?.decline && !card.declinesOnlyCharges) {
    const error = declineError(card.decline, { payment_method: structuredClone(method) })
    failSetup(context, intent, { ...error.body })
    error.body.setup_intent = structuredClone(intent)
    throw new StripeApiError(402, error.body)
  }
  succeed(context, intent, method)
}

/** Ends the open 3-D Secure challenge of a setup. */
export function finishSetupChallenge(context: Context, intent: SetupIntent, passed: boolean): void {
  const { store } = context
  const secret = store.intentSecrets.require(intent.id)
  if (intent.status !== "requires_action" || secret.challenged === null) {
    throw invalidRequest("There is no authentication open on this SetupIntent.", {
      code: "setup_intent_unexpected_state",
    })
  }
  const method = store.paymentMethods.require(secret.challenged)
  store.intentSecrets.update(secret, { challenged: null })
  store.setupIntents.update(intent, { next_action: null })
  if (passed) {
    succeed(context, intent, method)
    return
  }
  failSetup(context, intent, {
    code: "setup_intent_authentication_failure",
    message: "The latest setup attempt failed because the provided payment method has failed authentication.",
    payment_method: structuredClone(method),
    type: "invalid_request_error",
  })
}

function succeed(context: Context, intent: SetupIntent, method: PaymentMethod): void {
  if (intent.customer) {
    attach(context, method, intent.customer)
  }
  const secret = secretOf(context, method)
  context.store.paymentMethodSecrets.update(secret, { offSessionReady: true })
  context.store.setupIntents.update(intent, { status: "succeeded" })
  context.emit("setup_intent.succeeded", intent)
}

function failSetup(context: Context, intent: SetupIntent, error: Record<string, unknown>): void {
  context.store.setupIntents.update(intent, {
    status: "requires_payment_method",
    payment_method: null,
    last_setup_error: error,
  })
  context.emit("setup_intent.setup_failed", intent)
}
