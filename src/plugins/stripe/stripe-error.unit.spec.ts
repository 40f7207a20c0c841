import Stripe from "stripe"
import { stripeErrorToMedusa } from "./stripe-error"

const { errors } = Stripe
const raw = (raw: object) => ({ message: "m", type: "api_error", ...raw }) as never

describe("stripeErrorToMedusa", () => {
  it.each([
    [new errors.StripeCardError(raw({ code: "card_declined", decline_code: "insufficient_funds" })), "payment_authorization_error", "card_declined"],
    [new errors.StripeRateLimitError(raw({})), "unexpected_state", "stripe_unavailable"],
    [new errors.StripeConnectionError(raw({})), "unexpected_state", "stripe_unavailable"],
    [new errors.StripeAPIError(raw({})), "unexpected_state", "stripe_unavailable"],
    [new errors.StripeIdempotencyError(raw({})), "unexpected_state", "stripe_unavailable"],
    [new errors.StripeAuthenticationError(raw({})), "unexpected_state", "stripe_misconfigured"],
    [new errors.StripeInvalidRequestError(raw({ code: "resource_missing", param: "price" })), "not_found", "stripe_object_missing"],
    [new errors.StripeInvalidRequestError(raw({ param: "amount" })), "invalid_data", "stripe_request_refused"],
  ])("%#: type %s, code %s", (error, type, code) => {
    expect(stripeErrorToMedusa(error)).toMatchObject({ type, code })
  })

  it("names the decline, never the key or the buyer", () => {
    const declined = new errors.StripeCardError(raw({ code: "card_declined", decline_code: "lost_card", message: "jo@example.com" }))
    expect(stripeErrorToMedusa(declined).message).toBe("The card was declined: lost_card.")
    const key = new errors.StripeAuthenticationError(raw({ message: "Invalid API Key provided: sk_live_123" }))
    expect(stripeErrorToMedusa(key).message).not.toContain("sk_live")
  })

  it("leaves other errors alone", () => {
    const error = new Error("mine")
    expect(stripeErrorToMedusa(error)).toBe(error)
  })
})
