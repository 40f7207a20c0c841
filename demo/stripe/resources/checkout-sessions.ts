import { expireDueSessions, expireSession } from "../checkout/expire"
import { readLineItems, spreadDiscount } from "../checkout/line-items"
import { previousValues, type ApiRequest, type Context, type Route } from "../context"
import { invalidRequest, noSuch, noSuchParam } from "../errors"
import { newId } from "../ids"
import { createdFilter, equalityFilter, LIST_PARAMS, page } from "../lists"
import { Params } from "../params"
import { CAPTURE_METHODS, checkMinimum, FUTURE_USAGES, methodTypeParams, methodTypes } from "../payments/intents"
import type { CheckoutSession, SessionSecret } from "../types"
import { discountOn } from "./coupons"
import { customerParam } from "./customers"

const CREATE = [
  "adaptive_pricing",
  "after_expiration",
  "allow_promotion_codes",
  "automatic_tax",
  "billing_address_collection",
  "branding_settings",
  "cancel_url",
  "client_reference_id",
  "consent_collection",
  "currency",
  "custom_fields",
  "custom_text",
  "customer",
  "customer_account",
  "customer_creation",
  "customer_email",
  "customer_update",
  "discounts",
  "excluded_payment_method_types",
  "expires_at",
  "integration_identifier",
  "invoice_creation",
  "line_items",
  "locale",
  "managed_payments",
  "metadata",
  "mode",
  "name_collection",
  "optional_items",
  "origin_context",
  "payment_intent_data",
  "payment_method_collection",
  "payment_method_configuration",
  "payment_method_data",
  "payment_method_options",
  "permissions",
  "phone_number_collection",
  "redirect_on_completion",
  "return_url",
  "saved_payment_method_options",
  "setup_intent_data",
  "shipping_address_collection",
  "shipping_options",
  "submit_type",
  "subscription_data",
  "success_url",
  "tax_id_collection",
  "ui_mode",
  "wallet_options",
]
/** Known to Stripe and not to the stand-in: refused with a clear message rather than ignored where money depends on it. */
const NOT_HERE = ["automatic_tax", "optional_items", "shipping_options", "subscription_data", "setup_intent_data"]
const INTENT_DATA = [
  "application_fee_amount",
  "capture_method",
  "description",
  "metadata",
  "on_behalf_of",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "statement_descriptor",
  "statement_descriptor_suffix",
  "transfer_data",
  "transfer_group",
]
const MINUTE = 60
const DAY = 24 * 60 * MINUTE

function require(context: Context, id: string): CheckoutSession {
  expireDueSessions(context)
  const session = context.store.sessions.get(id)
  if (!session) {
    throw noSuch("checkout.session", id, "session")
  }
  return session
}

/** When the session ends: 30 minutes to 24 hours from now, 24 hours unless told. */
function expiresAt(context: Context, params: Params): number {
  const now = context.now()
  const time = params.integer("expires_at", { max: Number.MAX_SAFE_INTEGER }) ?? now + DAY
  // Clocks of client and server differ a little; so does Stripe's tolerance.
  if (time < now + 30 * MINUTE - 5) {
    throw invalidRequest("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", {
      param: "expires_at",
    })
  }
  if (time > now + DAY + 5) {
    throw invalidRequest("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", {
      param: "expires_at",
    })
  }
  return time
}

function intentData(params: Params | undefined): SessionSecret["paymentIntentData"] {
  const data = params ?? Params.empty()
  data.allow(INTENT_DATA)
  return {
    capture_method: data.oneOf("capture_method", CAPTURE_METHODS) ?? "automatic_async",
    description: data.text("description", 1000) ?? null,
    metadata: data.metadata(),
    receipt_email: data.email("receipt_email") ?? null,
    setup_future_usage: data.oneOf("setup_future_usage", FUTURE_USAGES) ?? null,
    statement_descriptor: data.text("statement_descriptor", 22) ?? null,
    statement_descriptor_suffix: data.text("statement_descriptor_suffix", 22) ?? null,
    transfer_group: data.text("transfer_group") ?? null,
  }
}

function discountFrom(
  context: Context,
  params: Params,
  subtotal: number,
  currency: string
): { discounts: unknown[] | null; amount: number } {
  const [entry] = params.children("discounts") ?? []
  if (!entry) {
    return { discounts: null, amount: 0 }
  }
  const id = entry.requiredText("coupon")
  const coupon = context.store.coupons.get(id)
  if (!coupon) {
    throw noSuchParam("coupon", id, entry.name("coupon"))
  }
  if (coupon.currency !== null && coupon.currency !== currency) {
    throw invalidRequest(`The coupon's currency (${coupon.currency}) must match the session's (${currency}).`, {
      param: entry.name("coupon"),
    })
  }
  return { discounts: [{ coupon: coupon.id, promotion_code: null }], amount: discountOn(coupon, subtotal) }
}

function create(context: Context, { params, apiVersion }: ApiRequest): CheckoutSession {
  params.allow([...CREATE, ...methodTypeParams(apiVersion)])
  const unsupported = NOT_HERE.find((key) => params.has(key) && params.child(key)?.boolean("enabled") !== false)
  if (unsupported) {
    throw invalidRequest(`The local Stripe stand-in has no ${unsupported}.`, { param: unsupported })
  }
  if (params.oneOf("mode", ["payment", "setup", "subscription"]) !== "payment") {
    throw params.has("mode")
      ? invalidRequest("The local Stripe stand-in has Checkout Sessions in `payment` mode only.", { param: "mode" })
      : params.missing("mode")
  }
  const uiMode =
    params.oneOf("ui_mode", ["hosted_page", "hosted", "elements", "embedded_page", "embedded", "custom", "form"]) ??
    "hosted_page"
  if (uiMode !== "hosted_page" && uiMode !== "hosted") {
    throw invalidRequest("The local Stripe stand-in has hosted Checkout pages only.", { param: "ui_mode" })
  }
  const customer = customerParam(context, params) ?? null
  const customerEmail = params.email("customer_email") ?? null
  const creation = params.oneOf("customer_creation", ["always", "if_required"])
  if (customer && (customerEmail || creation)) {
    const other = customerEmail ? "customer_email" : "customer_creation"
    throw invalidRequest(`You may only specify one of these parameters: customer, ${other}.`, { param: "customer" })
  }
  const success = params.url("success_url")
  if (!success) {
    throw params.missing("success_url")
  }
  const fields = {
    cancel_url: params.url("cancel_url") ?? null,
    client_reference_id: params.text("client_reference_id", 200) ?? null,
    expires_at: expiresAt(context, params),
    locale: params.text("locale") ?? null,
    metadata: params.metadata(),
    submit_type: params.oneOf("submit_type", ["auto", "book", "donate", "pay", "subscribe"]) ?? null,
  }
  const paymentIntentData = intentData(params.child("payment_intent_data"))
  const currency = params.currency("currency")
  const types = methodTypes(params, apiVersion)
  const draft = readLineItems(context, params)
  if (currency !== undefined && currency !== draft.currency) {
    throw invalidRequest(
      `The session's currency (${currency}) must match the currency of its line items (${draft.currency}).`,
      { param: "currency" }
    )
  }
  const discount = discountFrom(context, params, draft.subtotal, draft.currency)
  const total = draft.subtotal - discount.amount
  if (total > 0) {
    checkMinimum(total, draft.currency, "line_items")
  }
  const lineItems = draft.make()
  spreadDiscount(lineItems, discount.amount)
  const id = newId("cs_test")
  const existing = customer ? context.store.customers.require(customer) : null
  context.store.sessionSecrets.add({ id, object: "session_secret", lineItems, paymentIntentData })
  return context.store.sessions.add({
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: params.boolean("allow_promotion_codes") ?? null,
    amount_subtotal: draft.subtotal,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: params.oneOf("billing_address_collection", ["auto", "required"]) ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: context.now(),
    currency: draft.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer,
    customer_account: null,
    customer_creation: customer ? null : (creation ?? "if_required"),
    customer_details: existing
      ? {
          address: null,
          business_name: null,
          email: existing.email,
          individual_name: null,
          name: existing.name,
          phone: existing.phone,
          tax_exempt: "none",
          tax_ids: null,
        }
      : customerEmail
        ? {
            address: null,
            business_name: null,
            email: customerEmail,
            individual_name: null,
            name: null,
            phone: null,
            tax_exempt: "none",
            tax_ids: null,
          }
        : null,
    customer_email: customerEmail,
    discounts: discount.discounts,
    integration_identifier: null,
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    livemode: false,
    managed_payments: { enabled: false },
    mode: "payment",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: total === 0 ? "if_required" : "always",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: types ?? ["card"],
    payment_status: total === 0 ? "no_payment_required" : "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: existing
      ? { allow_redisplay_filters: ["always"], payment_method_remove: "disabled", payment_method_save: null }
      : null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    subscription: null,
    success_url: success,
    total_details: { amount_discount: discount.amount, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${context.publicUrl()}/c/pay/${id}`,
    wallet_options: null,
    ...fields,
  })
}

function update(context: Context, { ids, params }: ApiRequest): CheckoutSession {
  const session = require(context, ids.id)
  params.allow(["collected_information", "line_items", "metadata", "payment_intent_data", "shipping_options"])
  if (params.has("line_items") || params.has("shipping_options")) {
    throw invalidRequest("The local Stripe stand-in updates only the metadata of a Checkout Session.", {
      param: "line_items",
    })
  }
  const changes = { metadata: params.metadata(session.metadata) }
  if (Object.keys(previousValues(session, changes)).length > 0) {
    context.store.sessions.update(session, changes)
  }
  return session
}

export const checkoutSessionRoutes: Route[] = [
  { method: "POST", path: "/v1/checkout/sessions", handle: create },
  {
    method: "GET",
    path: "/v1/checkout/sessions",
    handle: (context, { params }) => {
      params.allow([
        ...LIST_PARAMS,
        "created",
        "customer",
        "customer_account",
        "customer_details",
        "payment_intent",
        "payment_link",
        "status",
        "subscription",
      ])
      expireDueSessions(context)
      const email = params.child("customer_details")?.requiredText("email")
      const items = context.store.sessions
        .newestFirst()
        .filter(createdFilter(params))
        .filter(equalityFilter(params, ["customer", "payment_intent", "payment_link", "status", "subscription"]))
        .filter((session) => email === undefined || session.customer_details?.email === email)
      return page(items, params, "/v1/checkout/sessions")
    },
  },
  { method: "GET", path: "/v1/checkout/sessions/:id", handle: (context, { ids }) => require(context, ids.id) },
  { method: "POST", path: "/v1/checkout/sessions/:id", handle: update },
  {
    method: "POST",
    path: "/v1/checkout/sessions/:id/expire",
    handle: (context, { ids, params }) => {
      params.allow([])
      const session = require(context, ids.id)
      if (session.status !== "open") {
        throw invalidRequest(
          `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`
        )
      }
      expireSession(context, session)
      return session
    },
  },
  {
    method: "GET",
    path: "/v1/checkout/sessions/:id/line_items",
    handle: (context, { ids, params }) => {
      params.allow(LIST_PARAMS)
      const session = require(context, ids.id)
      return page(
        context.store.sessionSecrets.require(session.id).lineItems,
        params,
        `/v1/checkout/sessions/${session.id}/line_items`
      )
    },
  },
]
