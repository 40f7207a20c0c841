import { MedusaError } from "@medusajs/framework/utils"
import Stripe from "stripe"

/** True when Stripe itself answered with an error, or could not be reached. */
export function isStripeError(error: unknown): error is Stripe.errors.StripeError {
  return error instanceof Stripe.errors.StripeError
}

/** True when Stripe says that the object asked for does not exist. */
export function isMissingAtStripe(error: unknown): boolean {
  return isStripeError(error) && error.code === "resource_missing"
}

/** True when Stripe understood a request and refused it: repeating it cannot help. */
export function isRefusedByStripe(error: unknown): error is Stripe.errors.StripeInvalidRequestError {
  return error instanceof Stripe.errors.StripeInvalidRequestError
}

/** True when Stripe may have done what it was asked for: it answered with an error of its own, too late, or not at all. */
export function isAnswerLost(error: unknown): boolean {
  const { StripeAPIError, StripeConnectionError, StripeIdempotencyError } = Stripe.errors
  return error instanceof StripeAPIError || error instanceof StripeConnectionError || error instanceof StripeIdempotencyError
}

/**
 * What a client may know about a failed call to Stripe.
 *
 * Stripe's own messages can quote an API key ("Invalid API Key provided: sk_...") or what the buyer
 * typed, so none is passed on: only its codes, parameter names and request id are.
 *
 * | Stripe                                         | type, code                                          |
 * | ---------------------------------------------- | --------------------------------------------------- |
 * | card error                                     | payment_authorization_error, its code (`card_declined`, ...) |
 * | rate limit, connection, time-out, server error | unexpected_state, `stripe_unavailable`               |
 * | authentication, permission                     | unexpected_state, `stripe_misconfigured`             |
 * | object missing                                 | not_found, `stripe_object_missing`                   |
 * | any other refusal                              | invalid_data, `stripe_request_refused`               |
 *
 * An error that is no Stripe error comes back as it is.
 */
export function stripeErrorToMedusa(error: unknown): Error {
  if (!isStripeError(error)) {
    return error instanceof Error ? error : new Error("Unknown error while calling Stripe")
  }
  const { errors } = Stripe
  if (error instanceof errors.StripeCardError) {
    return medusaError(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, cardMessage(error), error.code ?? "card_declined")
  }
  if (error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError) {
    return medusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `Stripe refused the configured API key${reference(error)}.`,
      "stripe_misconfigured"
    )
  }
  if (isMissingAtStripe(error)) {
    return medusaError(
      MedusaError.Types.NOT_FOUND,
      `Stripe does not know the ${error.param ?? "object"} asked for${reference(error)}.`,
      "stripe_object_missing"
    )
  }
  if (isRefusedByStripe(error)) {
    return medusaError(
      MedusaError.Types.INVALID_DATA,
      `Stripe refused the request: ${[error.code, error.param].filter(Boolean).join(" at ") || "invalid request"}${reference(error)}.`,
      "stripe_request_refused"
    )
  }
  return medusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `Stripe could not be reached or is busy, try again shortly${reference(error)}.`,
    "stripe_unavailable"
  )
}

function cardMessage(error: Stripe.errors.StripeError): string {
  const reason = error.decline_code ?? error.code
  return `The card was declined${reason ? `: ${reason}` : ""}.`
}

/** Stripe's support and the dashboard's log find a failed call by its request id. */
function reference(error: Stripe.errors.StripeError): string {
  return error.requestId ? ` (request ${error.requestId})` : ""
}

function medusaError(type: string, message: string, code: string): MedusaError {
  return new MedusaError(type, message, code)
}
