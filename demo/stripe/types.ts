/** Anything the stand-in stores and answers. Amounts are integers in the currency's minor unit, times are Unix seconds. */
export interface StripeObject {
  id: string
  object: string
  [key: string]: unknown
}

export type Metadata = Record<string, string>

export interface ListObject {
  object: "list"
  url: string
  has_more: boolean
  data: StripeObject[]
}

export interface Product extends StripeObject {
  object: "product"
  active: boolean
  created: number
  updated: number
  default_price: string | null
  description: string | null
  images: string[]
  metadata: Metadata
  name: string
}

export interface Price extends StripeObject {
  object: "price"
  active: boolean
  created: number
  currency: string
  lookup_key: string | null
  metadata: Metadata
  product: string
  type: "one_time" | "recurring"
  unit_amount: number | null
}

export interface Customer extends StripeObject {
  object: "customer"
  created: number
  email: string | null
  name: string | null
  phone: string | null
  metadata: Metadata
}

export interface PaymentMethod extends StripeObject {
  object: "payment_method"
  created: number
  customer: string | null
  type: string
  metadata: Metadata
  billing_details: BillingDetails
  card?: CardDetails
}

export interface BillingDetails {
  address: Record<string, string | null>
  email: string | null
  name: string | null
  phone: string | null
  tax_id: string | null
}

export interface CardDetails {
  brand: string
  country: string
  exp_month: number
  exp_year: number
  fingerprint: string
  funding: string
  last4: string
  [key: string]: unknown
}

export type IntentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "processing"
  | "requires_capture"
  | "canceled"
  | "succeeded"

export type CaptureMethod = "automatic" | "automatic_async" | "manual"

export interface PaymentIntent extends StripeObject {
  object: "payment_intent"
  amount: number
  amount_capturable: number
  amount_received: number
  canceled_at: number | null
  cancellation_reason: string | null
  capture_method: CaptureMethod
  client_secret: string
  created: number
  currency: string
  customer: string | null
  description: string | null
  last_payment_error: Record<string, unknown> | null
  latest_charge: string | null
  metadata: Metadata
  next_action: Record<string, unknown> | null
  payment_method: string | null
  receipt_email: string | null
  setup_future_usage: "on_session" | "off_session" | null
  status: IntentStatus
}

export interface SetupIntent extends StripeObject {
  object: "setup_intent"
  client_secret: string
  created: number
  customer: string | null
  last_setup_error: Record<string, unknown> | null
  metadata: Metadata
  next_action: Record<string, unknown> | null
  payment_method: string | null
  status: IntentStatus
  usage: string
}

export interface Charge extends StripeObject {
  object: "charge"
  amount: number
  amount_captured: number
  amount_refunded: number
  balance_transaction: string | null
  captured: boolean
  created: number
  currency: string
  customer: string | null
  description: string | null
  metadata: Metadata
  paid: boolean
  payment_intent: string | null
  payment_method: string | null
  refunded: boolean
  status: "succeeded" | "pending" | "failed"
}

export interface Refund extends StripeObject {
  object: "refund"
  amount: number
  balance_transaction: string | null
  charge: string
  created: number
  currency: string
  metadata: Metadata
  payment_intent: string | null
  reason: string | null
  status: "pending" | "succeeded" | "failed" | "canceled"
}

export interface BalanceTransaction extends StripeObject {
  object: "balance_transaction"
  amount: number
  available_on: number
  created: number
  currency: string
  fee: number
  net: number
  source: string
  status: "available" | "pending"
  type: string
}

export interface LineItem extends StripeObject {
  object: "item"
  amount_discount: number
  amount_subtotal: number
  amount_tax: number
  amount_total: number
  currency: string
  description: string | null
  price: Price
  quantity: number
}

export interface CheckoutSession extends StripeObject {
  object: "checkout.session"
  amount_subtotal: number
  amount_total: number
  cancel_url: string | null
  client_reference_id: string | null
  created: number
  currency: string
  customer: string | null
  customer_creation: string | null
  customer_details: Record<string, unknown> | null
  customer_email: string | null
  expires_at: number
  metadata: Metadata
  payment_intent: string | null
  payment_status: "paid" | "unpaid" | "no_payment_required"
  status: "open" | "complete" | "expired"
  success_url: string | null
  url: string | null
}

export interface Coupon extends StripeObject {
  object: "coupon"
  amount_off: number | null
  percent_off: number | null
  currency: string | null
  name: string | null
  valid: boolean
}

export interface StripeEvent extends StripeObject {
  object: "event"
  api_version: string
  created: number
  data: { object: StripeObject; previous_attributes?: Record<string, unknown> }
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}

export interface WebhookEndpoint extends StripeObject {
  object: "webhook_endpoint"
  enabled_events: string[]
  metadata: Metadata
  status: "enabled" | "disabled"
  url: string
}

/* What Stripe keeps to itself. Stored beside the public object, under the same id. */

export interface PaymentMethodSecret extends StripeObject {
  /** Test card number, which decides how a payment with it ends; empty for bank debits. */
  number: string
  /** The cardholder has authenticated it for later charges without them. */
  offSessionReady: boolean
  /** Paid with, or detached, without belonging to a customer: Stripe lets nobody use it again. */
  spent: boolean
}

export interface IntentSecret extends StripeObject {
  returnUrl: string | null
  /** The Checkout Session that owns this intent. */
  checkoutSession: string | null
  /** The payment method whose 3-D Secure challenge is open. */
  challenged: string | null
  offSession: boolean
}

export interface SessionSecret extends StripeObject {
  lineItems: LineItem[]
  paymentIntentData: {
    capture_method: CaptureMethod
    description: string | null
    metadata: Metadata
    receipt_email: string | null
    setup_future_usage: "on_session" | "off_session" | null
    statement_descriptor: string | null
    statement_descriptor_suffix: string | null
    transfer_group: string | null
  }
}

export interface EndpointSecret extends StripeObject {
  secret: string
  /** Given when the stand-in was started, not through the API. */
  configured: boolean
}

export interface Delivery extends StripeObject {
  event: string
  endpoint: string
  attempts: number
  /** Real time in milliseconds, not the stand-in's clock. */
  nextAttemptAt: number
}

export interface IdempotencyRecord extends StripeObject {
  fingerprint: string
  created: number
  status: number
  body: string
  requestId: string
}
