import { atLeast, WITHOUT_PAYMENT_METHOD_TYPES } from "../api-version"
import type { Context } from "../context"
import { invalidRequest } from "../errors"
import { newId, randomText } from "../ids"
import { formatMoney, minimumCharge } from "../money"
import type { Params } from "../params"
import type { CaptureMethod, Metadata, PaymentIntent } from "../types"

export const CAPTURE_METHODS = ["automatic", "automatic_async", "manual"] as const
export const FUTURE_USAGES = ["off_session", "on_session"] as const

export interface IntentFields {
  amount: number
  currency: string
  capture_method?: CaptureMethod
  customer?: string | null
  description?: string | null
  metadata?: Metadata
  receipt_email?: string | null
  setup_future_usage?: "on_session" | "off_session" | null
  shipping?: unknown
  statement_descriptor?: string | null
  statement_descriptor_suffix?: string | null
  transfer_group?: string | null
  automatic_payment_methods?: unknown
  payment_method_options?: unknown
  payment_method_types?: string[]
}

/** Refuses what is below Stripe's smallest charge. */
export function checkMinimum(amount: number, currency: string, param = "amount"): void {
  const minimum = minimumCharge(currency)
  if (amount < minimum) {
    throw invalidRequest(`Amount must be at least ${formatMoney(minimum, currency)} ${currency}`, {
      code: "amount_too_small",
      param,
    })
  }
}

export function createIntent(
  context: Context,
  fields: IntentFields,
  checkoutSession: string | null = null
): PaymentIntent {
  checkMinimum(fields.amount, fields.currency)
  const id = newId("pi")
  context.store.intentSecrets.add({
    id,
    object: "intent_secret",
    returnUrl: null,
    checkoutSession,
    challenged: null,
    offSession: false,
  })
  const intent = context.store.paymentIntents.add({
    id,
    object: "payment_intent",
    amount: fields.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: fields.automatic_payment_methods ?? null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: fields.capture_method ?? "automatic_async",
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: "automatic",
    created: context.now(),
    currency: fields.currency,
    customer: fields.customer ?? null,
    customer_account: null,
    description: fields.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: fields.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: fields.payment_method_options ?? {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: fields.payment_method_types ?? ["card"],
    processing: null,
    receipt_email: fields.receipt_email ?? null,
    review: null,
    setup_future_usage: fields.setup_future_usage ?? null,
    shipping: fields.shipping ?? null,
    source: null,
    statement_descriptor: fields.statement_descriptor ?? null,
    statement_descriptor_suffix: fields.statement_descriptor_suffix ?? null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: fields.transfer_group ?? null,
  })
  context.emit("payment_intent.created", intent)
  return intent
}

/** Ends an intent that has not been paid; an authorised amount goes back to the card. */
export function cancelIntent(context: Context, intent: PaymentIntent, reason: string | null): void {
  const { store } = context
  const charge =
    intent.status === "requires_capture" && intent.latest_charge ? store.charges.require(intent.latest_charge) : null
  store.paymentIntents.update(intent, {
    status: "canceled",
    amount_capturable: 0,
    canceled_at: context.now(),
    cancellation_reason: reason,
    next_action: null,
  })
  if (charge) {
    store.charges.update(charge, { amount_refunded: charge.amount, refunded: true })
    context.emit("charge.refunded", charge)
  }
  context.emit("payment_intent.canceled", intent)
}

/** Reads the payment method types of a request, under the name that its API version gives them. */
export function methodTypes(params: Params, apiVersion: string): string[] | undefined {
  const key = atLeast(apiVersion, WITHOUT_PAYMENT_METHOD_TYPES)
    ? "allowed_payment_method_types"
    : "payment_method_types"
  return params.texts(key) ?? undefined
}

/** `payment_method_types` was replaced by `allowed_payment_method_types` in the API version named there. */
export function methodTypeParams(apiVersion: string): string[] {
  return atLeast(apiVersion, WITHOUT_PAYMENT_METHOD_TYPES) ? ["allowed_payment_method_types"] : ["payment_method_types"]
}
