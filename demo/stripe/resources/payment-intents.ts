import type { ApiRequest, Context, Route } from "../context"
import { invalidRequest, noSuch } from "../errors"
import { createdFilter, equalityFilter, LIST_PARAMS, page } from "../lists"
import type { Params } from "../params"
import { bookCharge } from "../payments/charges"
import { attemptPayment, intentSecret } from "../payments/confirm"
import {
  cancelIntent,
  CAPTURE_METHODS,
  checkMinimum,
  createIntent,
  FUTURE_USAGES,
  methodTypeParams,
  methodTypes,
} from "../payments/intents"
import { paymentMethodFromParams, resolvePaymentMethod } from "../payments/payment-methods"
import type { FormTree } from "../form-encoding"
import type { PaymentIntent, PaymentMethod } from "../types"
import { customerParam } from "./customers"

const CONFIRM = [
  "amount_details",
  "amount_to_confirm",
  "capture_method",
  "confirmation_token",
  "error_on_requires_action",
  "excluded_payment_method_types",
  "hooks",
  "mandate",
  "mandate_data",
  "off_session",
  "payment_details",
  "payment_method",
  "payment_method_data",
  "payment_method_options",
  "radar_options",
  "receipt_email",
  "return_url",
  "setup_future_usage",
  "shipping",
  "use_stripe_sdk",
]
const UPDATE = [
  "amount",
  "amount_details",
  "application_fee_amount",
  "capture_method",
  "currency",
  "customer",
  "customer_account",
  "description",
  "excluded_payment_method_types",
  "hooks",
  "metadata",
  "payment_details",
  "payment_method",
  "payment_method_configuration",
  "payment_method_data",
  "payment_method_options",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "statement_descriptor",
  "statement_descriptor_suffix",
  "transfer_data",
  "transfer_group",
]
const CREATE = [
  ...new Set([...CONFIRM, ...UPDATE, "automatic_payment_methods", "confirm", "confirmation_method", "on_behalf_of"]),
]
const CLIENT = ["client_secret"]

function require(context: Context, id: string): PaymentIntent {
  const intent = context.store.paymentIntents.get(id)
  if (!intent) {
    throw noSuch("payment_intent", id, "intent")
  }
  return intent
}

function unexpectedState(intent: PaymentIntent, message: string): Error {
  return invalidRequest(message, { code: "payment_intent_unexpected_state", payment_intent: structuredClone(intent) })
}

/** The payment method that the parameters name or describe, if any. */
function methodFrom(context: Context, params: Params): PaymentMethod | undefined {
  if (params.has("confirmation_token")) {
    throw invalidRequest("The local Stripe stand-in has no confirmation tokens.", { param: "confirmation_token" })
  }
  const data = params.child("payment_method_data")
  if (data) {
    return paymentMethodFromParams(context, data)
  }
  const id = params.filledText("payment_method")
  return id === undefined ? undefined : resolvePaymentMethod(context, id)
}

/** A hash kept as it was sent. */
function plain(params: Params, key: string): FormTree | null | undefined {
  return params.has(key) ? (structuredClone({ ...params.child(key)?.raw() }) as FormTree) : undefined
}

function isAutomatic(intent: PaymentIntent): { allow_redirects?: string } | null {
  return intent.automatic_payment_methods as { allow_redirects?: string } | null
}

function confirm(context: Context, intent: PaymentIntent, params: Params, given?: PaymentMethod): void {
  if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot confirm this PaymentIntent because it has ${intent.status === "succeeded" ? "already succeeded after being previously confirmed" : `a status of ${intent.status}`}.`
    )
  }
  const returnUrl = params.url("return_url")
  // `off_session` also takes "one_off" and "recurring", which count as yes.
  const offSession = ["true", "one_off", "recurring"].includes(params.filledText("off_session") ?? "false")
  const errorOnAction = params.boolean("error_on_requires_action") ?? false
  const automatic = isAutomatic(intent)
  if (
    automatic &&
    automatic.allow_redirects !== "never" &&
    !returnUrl &&
    !offSession &&
    params.boolean("use_stripe_sdk") !== true &&
    !intentSecret(context, intent.id).returnUrl
  ) {
    throw invalidRequest(
      "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents."
    )
  }
  const method =
    given ??
    methodFrom(context, params) ??
    (intent.payment_method ? context.store.paymentMethods.require(intent.payment_method) : undefined)
  if (!method) {
    throw unexpectedState(
      intent,
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken."
    )
  }
  if (params.has("setup_future_usage")) {
    context.store.paymentIntents.update(intent, {
      setup_future_usage: params.oneOf("setup_future_usage", FUTURE_USAGES) ?? null,
    })
  }
  if (params.has("receipt_email")) {
    context.store.paymentIntents.update(intent, { receipt_email: params.email("receipt_email") ?? null })
  }
  if (params.has("capture_method")) {
    context.store.paymentIntents.update(intent, { capture_method: params.oneOf("capture_method", CAPTURE_METHODS) })
  }
  attemptPayment(context, intent, { method, offSession, returnUrl, errorOnAction })
}

function create(context: Context, { params, apiVersion }: ApiRequest): PaymentIntent {
  params.allow([...CREATE, ...methodTypeParams(apiVersion)])
  const amount = params.integer("amount", { min: 1 })
  const currency = params.currency("currency")
  if (amount === undefined || currency === undefined) {
    throw params.missing(amount === undefined ? "amount" : "currency")
  }
  const types = methodTypes(params, apiVersion)
  const automatic = params.child("automatic_payment_methods")
  const confirmNow = params.boolean("confirm") ?? false
  if (!confirmNow && params.has("off_session")) {
    throw invalidRequest(
      "The parameter `off_session` cannot be passed when creating a PaymentIntent unless `confirm` is set to true.",
      { param: "off_session" }
    )
  }
  const fields = {
    amount,
    currency,
    capture_method: params.oneOf("capture_method", CAPTURE_METHODS),
    customer: customerParam(context, params),
    description: params.text("description", 1000),
    metadata: params.metadata(),
    receipt_email: params.email("receipt_email"),
    setup_future_usage: params.has("setup_future_usage")
      ? params.text("setup_future_usage") === null
        ? null
        : params.oneOf("setup_future_usage", FUTURE_USAGES)
      : null,
    shipping: plain(params, "shipping"),
    statement_descriptor: params.text("statement_descriptor", 22),
    statement_descriptor_suffix: params.text("statement_descriptor_suffix", 22),
    transfer_group: params.text("transfer_group"),
    payment_method_types: types,
    automatic_payment_methods: automaticMethods(automatic, types),
  }
  checkMinimum(amount, currency)
  const method = methodFrom(context, params)
  const intent = createIntent(context, fields)
  if (confirmNow) {
    // Stripe refuses an incomplete confirmation before it keeps the intent.
    try {
      confirm(context, intent, params, method)
    } catch (error) {
      if (intent.last_payment_error === null) {
        forget(context, intent)
      }
      throw error
    }
  } else if (method) {
    context.store.paymentIntents.update(intent, { payment_method: method.id, status: "requires_confirmation" })
  }
  return intent
}

/** Undoes a create whose parameters turned out to be wrong. */
function forget(context: Context, intent: PaymentIntent): void {
  const event = context.store.events.newestFirst().find(({ data }) => data.object.id === intent.id)
  if (event) {
    context.store.events.remove(event.id)
  }
  context.store.paymentIntents.remove(intent.id)
  context.store.intentSecrets.remove(intent.id)
}

function automaticMethods(params: Params | undefined, types: string[] | undefined): Record<string, unknown> | null {
  if (params) {
    params.allow(["allow_redirects", "enabled"])
    const enabled = params.boolean("enabled")
    return enabled
      ? { allow_redirects: params.oneOf("allow_redirects", ["always", "never"]) ?? "always", enabled }
      : null
  }
  return types ? null : { allow_redirects: "always", enabled: true }
}

function update(context: Context, { ids, params, apiVersion }: ApiRequest): PaymentIntent {
  const intent = require(context, ids.id)
  params.allow([...UPDATE, ...methodTypeParams(apiVersion), ...CLIENT])
  const changes: Partial<PaymentIntent> = { metadata: params.metadata(intent.metadata) }
  const amount = params.integer("amount", { min: 1 })
  const currency = params.currency("currency")
  const open = ["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)
  if ((amount !== undefined || currency !== undefined) && !open) {
    throw unexpectedState(
      intent,
      `This PaymentIntent's amount could not be updated because it has a status of ${intent.status}. You may only update the amount of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`
    )
  }
  if (amount !== undefined || currency !== undefined) {
    checkMinimum(amount ?? intent.amount, currency ?? intent.currency)
    Object.assign(changes, { amount: amount ?? intent.amount, currency: currency ?? intent.currency })
  }
  for (const key of ["description", "statement_descriptor", "statement_descriptor_suffix", "transfer_group"]) {
    if (params.has(key)) {
      changes[key] = params.text(key) ?? null
    }
  }
  if (params.has("receipt_email")) {
    changes.receipt_email = params.email("receipt_email") ?? null
  }
  if (params.has("customer")) {
    changes.customer = customerParam(context, params) ?? null
  }
  if (params.has("capture_method")) {
    changes.capture_method = params.oneOf("capture_method", CAPTURE_METHODS)
  }
  if (params.has("setup_future_usage")) {
    changes.setup_future_usage =
      params.text("setup_future_usage") === null ? null : (params.oneOf("setup_future_usage", FUTURE_USAGES) ?? null)
  }
  if (params.has("shipping")) {
    changes.shipping = plain(params, "shipping")
  }
  const types = methodTypes(params, apiVersion)
  if (types) {
    changes.payment_method_types = types
  }
  const method = methodFrom(context, params)
  if (method) {
    if (!open) {
      throw unexpectedState(
        intent,
        `You cannot update this PaymentIntent's payment method because it has a status of ${intent.status}.`
      )
    }
    Object.assign(changes, { payment_method: method.id, status: "requires_confirmation" })
  }
  context.store.paymentIntents.update(intent, changes)
  return intent
}

function capture(context: Context, { ids, params }: ApiRequest): PaymentIntent {
  const { store } = context
  const intent = require(context, ids.id)
  params.allow([
    "amount_details",
    "amount_to_capture",
    "application_fee_amount",
    "final_capture",
    "hooks",
    "metadata",
    "payment_details",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
  ])
  const amount = params.integer("amount_to_capture", { min: 1 }) ?? intent.amount_capturable
  if (intent.status !== "requires_capture" || !intent.latest_charge) {
    throw unexpectedState(
      intent,
      intent.status === "succeeded"
        ? "This PaymentIntent could not be captured because it has already been captured."
        : `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`
    )
  }
  if (amount > intent.amount_capturable) {
    throw invalidRequest(
      `The amount to capture (${amount}) is greater than the capturable amount (${intent.amount_capturable}) of this PaymentIntent.`,
      { code: "amount_too_large", param: "amount_to_capture", payment_intent: structuredClone(intent) }
    )
  }
  const charge = store.charges.require(intent.latest_charge)
  store.charges.update(charge, { captured: true, amount_captured: amount })
  bookCharge(context, charge)
  store.paymentIntents.update(intent, {
    status: "succeeded",
    amount_capturable: 0,
    amount_received: amount,
    metadata: params.metadata(intent.metadata),
  })
  const { checkoutSession } = intentSecret(context, intent.id)
  if (checkoutSession) {
    store.sessions.update(store.sessions.require(checkoutSession), { payment_status: "paid" })
  }
  context.emit("charge.captured", charge)
  context.emit("payment_intent.succeeded", intent)
  return intent
}

const CANCELABLE = ["requires_payment_method", "requires_capture", "requires_confirmation", "requires_action"]

function cancel(context: Context, { ids, params }: ApiRequest): PaymentIntent {
  const intent = require(context, ids.id)
  params.allow(["cancellation_reason"])
  const reason =
    params.oneOf("cancellation_reason", ["duplicate", "fraudulent", "requested_by_customer", "abandoned"]) ?? null
  if (!CANCELABLE.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, processing.`
    )
  }
  if (intentSecret(context, intent.id).checkoutSession && intent.status !== "requires_capture") {
    throw unexpectedState(
      intent,
      "You cannot cancel this PaymentIntent because it was created by Checkout. You can expire the Checkout Session to cancel it."
    )
  }
  cancelIntent(context, intent, reason)
  return intent
}

export const paymentIntentRoutes: Route[] = [
  { method: "POST", path: "/v1/payment_intents", handle: create },
  {
    method: "GET",
    path: "/v1/payment_intents",
    handle: (context, { params }) => {
      params.allow([...LIST_PARAMS, "created", "customer", "customer_account"])
      const items = context.store.paymentIntents
        .newestFirst()
        .filter(createdFilter(params))
        .filter(equalityFilter(params, ["customer"]))
      return page(items, params, "/v1/payment_intents")
    },
  },
  {
    method: "GET",
    path: "/v1/payment_intents/:id",
    handle: (context, { ids, params }) => {
      params.allow(CLIENT)
      return require(context, ids.id)
    },
  },
  { method: "POST", path: "/v1/payment_intents/:id", handle: update },
  {
    method: "POST",
    path: "/v1/payment_intents/:id/confirm",
    handle: (context, { ids, params, apiVersion }) => {
      const intent = require(context, ids.id)
      params.allow([...CONFIRM, ...methodTypeParams(apiVersion), ...CLIENT])
      confirm(context, intent, params)
      return intent
    },
  },
  { method: "POST", path: "/v1/payment_intents/:id/capture", handle: capture },
  { method: "POST", path: "/v1/payment_intents/:id/cancel", handle: cancel },
]
