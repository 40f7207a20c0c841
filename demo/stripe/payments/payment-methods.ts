import { createHash } from "node:crypto"
import type { Context } from "../context"
import { cardError, invalidRequest, noSuchParam, type StripeApiError } from "../errors"
import { newId } from "../ids"
import type { Params } from "../params"
import type { BillingDetails, PaymentMethod, PaymentMethodSecret } from "../types"
import { cardByNumber, cardByShortcut, passesLuhn, type Decline, type TestCard } from "./test-cards"

export interface CardEntry {
  number: string
  expMonth: number
  expYear: number
}

export function emptyBilling(): BillingDetails {
  return {
    address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
    email: null,
    name: null,
    phone: null,
    tax_id: null,
  }
}

/** Reads `billing_details`, over what is there. */
export function billingFrom(params: Params | undefined, current = emptyBilling()): BillingDetails {
  if (!params) {
    return current
  }
  const address = params.child("address")
  const merged = { ...current.address }
  for (const key of Object.keys(merged)) {
    merged[key] = address?.text(key) === undefined ? merged[key] : (address.text(key) ?? null)
  }
  const pick = (key: "email" | "name" | "phone" | "tax_id") =>
    params.has(key) ? (params.text(key) ?? null) : current[key]
  return { address: merged, email: pick("email"), name: pick("name"), phone: pick("phone"), tax_id: pick("tax_id") }
}

/** Makes a card payment method. Refuses numbers and dates that no card has, with Stripe's card errors. */
export function createCard(
  context: Context,
  entry: CardEntry,
  billing = emptyBilling(),
  metadata: Record<string, string> = {}
): PaymentMethod {
  const number = entry.number.replace(/[\s-]/g, "")
  checkCard(context, { ...entry, number })
  const card = cardByNumber(number) as TestCard
  const method = context.store.paymentMethods.add({
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: billing,
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: billing.address.line1 ? "pass" : null,
        address_postal_code_check: billing.address.postal_code ? "pass" : null,
        cvc_check: "pass",
      },
      country: card.country,
      display_brand: card.brand,
      exp_month: entry.expMonth,
      exp_year: entry.expYear,
      fingerprint: fingerprint(number),
      funding: card.funding,
      generated_from: null,
      last4: number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: context.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata,
    type: "card",
  })
  remember(context, method, number, card.alreadySetUp === true)
  return method
}

/** A bank debit, which is confirmed days later: what `async_payment_*` events are about. */
export function createBankDebit(context: Context, currency: string, billing: BillingDetails): PaymentMethod {
  const type = currency === "usd" ? "us_bank_account" : "sepa_debit"
  const details =
    type === "us_bank_account"
      ? {
          account_holder_type: "individual",
          account_type: "checking",
          bank_name: "STRIPE TEST BANK",
          last4: "6789",
          routing_number: "110000000",
        }
      : {
          bank_code: "37040044",
          branch_code: "",
          country: "DE",
          fingerprint: fingerprint("DE89370400440532013000"),
          generated_from: null,
          last4: "3000",
        }
  const method = context.store.paymentMethods.add({
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: billing,
    created: context.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type,
    [type]: details,
  })
  remember(context, method, "", true)
  return method
}

function remember(context: Context, method: PaymentMethod, number: string, offSessionReady: boolean): void {
  context.store.paymentMethodSecrets.add({
    id: method.id,
    object: "payment_method_secret",
    number,
    offSessionReady,
    spent: false,
  })
}

function fingerprint(number: string): string {
  return createHash("sha256").update(`stand-in ${number}`).digest("base64url").replace(/[-_]/g, "0").slice(0, 16)
}

function checkCard(context: Context, { number, expMonth, expYear }: CardEntry): void {
  if (!passesLuhn(number)) {
    throw cardError("Your card number is incorrect.", { code: "incorrect_number", param: "number" })
  }
  if (!Number.isInteger(expMonth) || expMonth < 1 || expMonth > 12) {
    throw cardError("Your card's expiration month is invalid.", { code: "invalid_expiry_month", param: "exp_month" })
  }
  const now = new Date(context.now() * 1000)
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth() + 1]
  if (!Number.isInteger(expYear) || expYear > year + 50 || expYear < year || (expYear === year && expMonth < month)) {
    throw cardError("Your card's expiration year is invalid.", { code: "invalid_expiry_year", param: "exp_year" })
  }
  if (!cardByNumber(number)) {
    throw cardError(
      "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
      {
        code: "card_declined",
        decline_code: "test_mode_live_card",
        param: "number",
      }
    )
  }
}

/** The payment method with an id, where `pm_card_visa` and its like make a fresh one at each use. */
export function resolvePaymentMethod(context: Context, id: string, param = "payment_method"): PaymentMethod {
  const card = cardByShortcut(id)
  if (card) {
    return createCard(context, {
      number: card.number,
      expMonth: 8,
      expYear: new Date(context.now() * 1000).getUTCFullYear() + 3,
    })
  }
  const method = context.store.paymentMethods.get(id)
  if (!method) {
    throw noSuchParam("PaymentMethod", id, param)
  }
  return method
}

/** Makes a payment method from `type`, `card`, `billing_details`, `metadata`. */
export function paymentMethodFromParams(context: Context, params: Params): PaymentMethod {
  const type = params.requiredText("type")
  const billing = billingFrom(params.child("billing_details"))
  if (type === "us_bank_account" || type === "sepa_debit") {
    return createBankDebit(context, type === "us_bank_account" ? "usd" : "eur", billing)
  }
  if (type !== "card") {
    throw invalidRequest(
      `The local Stripe stand-in has the payment method types card, us_bank_account and sepa_debit, not ${type}.`,
      { param: params.name("type") }
    )
  }
  const card = params.child("card")
  if (!card) {
    throw params.missing("card")
  }
  const metadata = params.metadata()
  const token = card.filledText("token")
  if (token !== undefined) {
    const known = cardByShortcut(token)
    if (!known) {
      throw noSuchParam("token", token, card.name("token"))
    }
    return createCard(
      context,
      { number: known.number, expMonth: 8, expYear: new Date(context.now() * 1000).getUTCFullYear() + 3 },
      billing,
      metadata
    )
  }
  const number = card.requiredText("number")
  const expMonth = card.integer("exp_month")
  const expYear = card.integer("exp_year")
  if (expMonth === undefined || expYear === undefined) {
    throw card.missing(expMonth === undefined ? "exp_month" : "exp_year")
  }
  return createCard(context, { number, expMonth, expYear: expYear < 100 ? 2000 + expYear : expYear }, billing, metadata)
}

export function secretOf(context: Context, method: PaymentMethod): PaymentMethodSecret {
  return context.store.paymentMethodSecrets.require(method.id)
}

export function cardOf(context: Context, method: PaymentMethod): TestCard | undefined {
  return cardByNumber(secretOf(context, method).number)
}

/** Gives the payment method to a customer, so that it can be used again. */
export function attach(context: Context, method: PaymentMethod, customer: string): void {
  if (method.customer === customer) {
    return
  }
  if (method.customer !== null) {
    throw invalidRequest("The payment method you provided has already been attached to a customer.", {
      code: "payment_method_unexpected_state",
    })
  }
  assertUsable(context, method)
  context.store.paymentMethods.update(method, { customer })
  context.emit("payment_method.attached", method)
}

/** Stripe lets nobody use a payment method again that was detached, or charged while it had no customer. */
export function assertUsable(context: Context, method: PaymentMethod): void {
  if (method.customer === null && secretOf(context, method).spent) {
    throw invalidRequest(
      "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
      { param: "payment_method" }
    )
  }
}

export function declineError(decline: Decline, extra: Partial<StripeApiError["body"]> = {}): StripeApiError {
  return cardError(decline.message, {
    code: decline.code,
    ...(decline.decline_code ? { decline_code: decline.decline_code } : {}),
    ...(decline.code === "incorrect_cvc" ? { param: "cvc" } : {}),
    ...extra,
  })
}
