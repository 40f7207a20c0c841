import type { ApiRequest, Context, Route } from "../context"
import { invalidRequest, noSuch } from "../errors"
import { newId, randomText } from "../ids"
import { createdFilter, equalityFilter, LIST_PARAMS, page } from "../lists"
import type { Params } from "../params"
import { methodTypeParams, methodTypes } from "../payments/intents"
import { paymentMethodFromParams, resolvePaymentMethod } from "../payments/payment-methods"
import { attemptSetup } from "../payments/setup"
import type { PaymentMethod, SetupIntent } from "../types"
import { customerParam } from "./customers"

const CONFIRM = [
  "confirmation_token",
  "mandate_data",
  "payment_method",
  "payment_method_data",
  "payment_method_options",
  "return_url",
  "use_stripe_sdk",
]
const UPDATE = [
  "attach_to_self",
  "customer",
  "customer_account",
  "description",
  "excluded_payment_method_types",
  "flow_directions",
  "metadata",
  "payment_method",
  "payment_method_configuration",
  "payment_method_data",
  "payment_method_options",
]
const CREATE = [
  ...new Set([...CONFIRM, ...UPDATE, "automatic_payment_methods", "confirm", "on_behalf_of", "single_use", "usage"]),
]

function require(context: Context, id: string): SetupIntent {
  const intent = context.store.setupIntents.get(id)
  if (!intent) {
    throw noSuch("setupintent", id, "intent")
  }
  return intent
}

function unexpectedState(intent: SetupIntent, message: string): Error {
  return invalidRequest(message, { code: "setup_intent_unexpected_state", setup_intent: structuredClone(intent) })
}

function methodFrom(context: Context, params: Params): PaymentMethod | undefined {
  const data = params.child("payment_method_data")
  if (data) {
    return paymentMethodFromParams(context, data)
  }
  const id = params.filledText("payment_method")
  return id === undefined ? undefined : resolvePaymentMethod(context, id)
}

function confirm(context: Context, intent: SetupIntent, params: Params, given?: PaymentMethod): void {
  if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)) {
    throw unexpectedState(intent, `You cannot confirm this SetupIntent because it has a status of ${intent.status}.`)
  }
  const method =
    given ??
    methodFrom(context, params) ??
    (intent.payment_method ? context.store.paymentMethods.require(intent.payment_method) : undefined)
  if (!method) {
    throw unexpectedState(
      intent,
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again."
    )
  }
  attemptSetup(context, intent, method, params.url("return_url") ?? null)
}

function create(context: Context, { params, apiVersion }: ApiRequest): SetupIntent {
  params.allow([...CREATE, ...methodTypeParams(apiVersion)])
  const customer = customerParam(context, params) ?? null
  const types = methodTypes(params, apiVersion)
  const usage = params.oneOf("usage", ["off_session", "on_session"]) ?? "off_session"
  const metadata = params.metadata()
  const description = params.text("description") ?? null
  const automatic = params.child("automatic_payment_methods")
  const method = methodFrom(context, params)
  const id = newId("seti")
  context.store.intentSecrets.add({
    id,
    object: "intent_secret",
    returnUrl: null,
    checkoutSession: null,
    challenged: null,
    offSession: false,
  })
  const intent = context.store.setupIntents.add({
    id,
    object: "setup_intent",
    application: null,
    automatic_payment_methods: types
      ? null
      : { allow_redirects: automatic?.filledText("allow_redirects") ?? "always", enabled: true },
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(31)}`,
    created: context.now(),
    customer,
    description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: method?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: "automatic" } },
    payment_method_types: types ?? ["card"],
    single_use_mandate: null,
    status: method ? "requires_confirmation" : "requires_payment_method",
    usage,
  })
  context.emit("setup_intent.created", intent)
  if (params.boolean("confirm")) {
    confirm(context, intent, params, method)
  }
  return intent
}

export const setupIntentRoutes: Route[] = [
  { method: "POST", path: "/v1/setup_intents", handle: create },
  {
    method: "GET",
    path: "/v1/setup_intents",
    handle: (context, { params }) => {
      params.allow([...LIST_PARAMS, "attach_to_self", "created", "customer", "customer_account", "payment_method"])
      const items = context.store.setupIntents
        .newestFirst()
        .filter(createdFilter(params))
        .filter(equalityFilter(params, ["customer", "payment_method"]))
      return page(items, params, "/v1/setup_intents")
    },
  },
  {
    method: "GET",
    path: "/v1/setup_intents/:id",
    handle: (context, { ids, params }) => {
      params.allow(["client_secret"])
      return require(context, ids.id)
    },
  },
  {
    method: "POST",
    path: "/v1/setup_intents/:id",
    handle: (context, { ids, params, apiVersion }) => {
      const intent = require(context, ids.id)
      params.allow([...UPDATE, ...methodTypeParams(apiVersion)])
      const method = methodFrom(context, params)
      context.store.setupIntents.update(intent, {
        metadata: params.metadata(intent.metadata),
        ...(params.has("description") ? { description: params.text("description") ?? null } : {}),
        ...(params.has("customer") ? { customer: customerParam(context, params) ?? null } : {}),
        ...(method ? { payment_method: method.id, status: "requires_confirmation" as const } : {}),
      })
      return intent
    },
  },
  {
    method: "POST",
    path: "/v1/setup_intents/:id/confirm",
    handle: (context, { ids, params, apiVersion }) => {
      const intent = require(context, ids.id)
      params.allow([...CONFIRM, ...methodTypeParams(apiVersion), "client_secret"])
      confirm(context, intent, params)
      return intent
    },
  },
  {
    method: "POST",
    path: "/v1/setup_intents/:id/cancel",
    handle: (context, { ids, params }) => {
      const intent = require(context, ids.id)
      params.allow(["cancellation_reason"])
      const reason = params.oneOf("cancellation_reason", ["abandoned", "requested_by_customer", "duplicate"]) ?? null
      if (intent.status === "succeeded" || intent.status === "canceled") {
        throw unexpectedState(intent, `You cannot cancel this SetupIntent because it has a status of ${intent.status}.`)
      }
      context.store.setupIntents.update(intent, { status: "canceled", cancellation_reason: reason, next_action: null })
      context.emit("setup_intent.canceled", intent)
      return intent
    },
  },
]
