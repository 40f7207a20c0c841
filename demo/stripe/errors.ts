import type { StripeObject } from "./types"

export type ErrorType = "invalid_request_error" | "card_error" | "idempotency_error" | "api_error"

export interface ErrorBody {
  type: ErrorType
  message: string
  code?: string
  decline_code?: string
  param?: string
  doc_url?: string
  charge?: string
  payment_intent?: StripeObject
  payment_method?: StripeObject
  setup_intent?: StripeObject
}

/** An error as Stripe answers it: `{ error: { type, code, ... } }` with its HTTP status. */
export class StripeApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody
  ) {
    super(body.message)
    if (body.code) {
      body.doc_url = `https://stripe.com/docs/error-codes/${body.code.replace(/_/g, "-")}`
    }
  }
}

type Extra = Partial<Omit<ErrorBody, "type" | "message">>

export function invalidRequest(message: string, extra: Extra = {}, status = 400): StripeApiError {
  return new StripeApiError(status, { type: "invalid_request_error", message, ...extra })
}

/** An id in the URL that names nothing (404). */
export function noSuch(kind: string, id: string, param = "id"): StripeApiError {
  return invalidRequest(`No such ${kind}: '${id}'`, { code: "resource_missing", param }, 404)
}

/** An id in a parameter that names nothing: Stripe answers 400 here, not 404. */
export function noSuchParam(kind: string, id: string, param: string): StripeApiError {
  return invalidRequest(`No such ${kind}: '${id}'`, { code: "resource_missing", param })
}

export function cardError(message: string, extra: Extra): StripeApiError {
  return new StripeApiError(402, { type: "card_error", message, ...extra })
}

export function apiError(status = 500): StripeApiError {
  return new StripeApiError(status, {
    type: "api_error",
    message: "An unknown error occurred. If the problem persists, contact us via email at support@stripe.com.",
  })
}

export function rateLimited(): StripeApiError {
  return invalidRequest(
    "Request rate limit exceeded. Too many requests hit the API too quickly. We recommend an exponential backoff of your requests.",
    { code: "rate_limit" },
    429
  )
}

/** Errors raised before anything ran. Stripe keeps no idempotent answer for them, so the corrected request may reuse the key. */
export function failedBeforeExecution(error: StripeApiError): boolean {
  const { type, code } = error.body
  if (type === "card_error") {
    return false
  }
  const stateErrors = [
    "charge_already_refunded",
    "payment_intent_unexpected_state",
    "setup_intent_unexpected_state",
    "amount_too_large",
    "checkout_session_not_open",
  ]
  return !(code !== undefined && stateErrors.includes(code))
}
