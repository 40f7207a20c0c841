import { previousValues, type ApiRequest, type Context, type Route } from "../context"
import { invalidRequest, noSuch, noSuchParam } from "../errors"
import { newId, randomText } from "../ids"
import { createdFilter, equalityFilter, LIST_PARAMS, page } from "../lists"
import { formatMoney } from "../money"
import type { Params } from "../params"
import { bookRefund, refreshRefunds } from "../payments/charges"
import { cardOf } from "../payments/payment-methods"
import type { TestCard } from "../payments/test-cards"
import type { Charge, Refund } from "../types"

const BANK_ANSWERS_AFTER_SECONDS = 2

function chargeOf(context: Context, params: Params): Charge {
  const { store } = context
  const chargeId = params.filledText("charge")
  const intentId = params.filledText("payment_intent")
  if (chargeId !== undefined) {
    const charge = store.charges.get(chargeId)
    if (!charge) {
      throw noSuchParam("charge", chargeId, "charge")
    }
    return charge
  }
  if (intentId === undefined) {
    throw invalidRequest("One of the following params should be provided for this request: payment_intent or charge.", {
      code: "parameter_missing",
    })
  }
  const intent = store.paymentIntents.get(intentId)
  if (!intent) {
    throw noSuchParam("payment_intent", intentId, "payment_intent")
  }
  const charge = intent.latest_charge ? store.charges.get(intent.latest_charge) : undefined
  if (!charge || charge.status !== "succeeded") {
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      code: "payment_intent_unexpected_state",
      param: "payment_intent",
    })
  }
  return charge
}

function create(context: Context, { params }: ApiRequest): Refund {
  const { store } = context
  params.allow([
    "amount",
    "charge",
    "currency",
    "customer",
    "instructions_email",
    "metadata",
    "origin",
    "payment_intent",
    "reason",
    "refund_application_fee",
    "reverse_transfer",
  ])
  const charge = chargeOf(context, params)
  const asked = params.integer("amount", { min: 1 })
  const reason = params.oneOf("reason", ["duplicate", "fraudulent", "requested_by_customer"]) ?? null
  const metadata = params.metadata()
  if (charge.refunded) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
      charge: charge.id,
    })
  }
  if (!charge.captured) {
    throw invalidRequest(`Charge ${charge.id} has not been captured. Cancel its PaymentIntent to release the money.`, {
      code: "charge_not_refundable",
    })
  }
  const left = charge.amount_captured - charge.amount_refunded
  const amount = asked ?? left
  if (amount > left) {
    const [wanted, available] = [formatMoney(amount, charge.currency), formatMoney(left, charge.currency)]
    throw invalidRequest(
      `Refund amount (${wanted}) is greater than ${charge.amount_refunded > 0 ? "unrefunded amount on charge" : "charge amount"} (${available})`,
      { code: "amount_too_large", param: "amount" }
    )
  }
  const method = charge.payment_method ? store.paymentMethods.get(charge.payment_method) : undefined
  const card: TestCard | undefined = method ? cardOf(context, method) : undefined
  const refund: Refund = store.refunds.add({
    id: newId("re"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: context.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: {
        reference: randomText(11),
        reference_status: "available",
        reference_type: "acquirer_reference_number",
        type: "refund",
      },
      type: "card",
    },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: card?.refund === "pending" ? "pending" : "succeeded",
    transfer_reversal: null,
  })
  store.refunds.update(refund, { balance_transaction: bookRefund(context, refund).id })
  applyRefund(context, charge, amount)
  context.emit("charge.refunded", charge)
  context.emit("refund.created", refund)
  return refund
}

function applyRefund(context: Context, charge: Charge, amount: number): void {
  const refunded = charge.amount_refunded + amount
  context.store.charges.update(charge, { amount_refunded: refunded, refunded: refunded === charge.amount_captured })
  refreshRefunds(context, charge)
}

/** The bank's late answers to refunds of the test cards whose refunds start pending, or fail. */
export function settleRefunds(context: Context): void {
  const { store } = context
  for (const refund of store.refunds.all()) {
    if (refund.status === "failed" || refund.created + BANK_ANSWERS_AFTER_SECONDS > context.now()) {
      continue
    }
    const charge = store.charges.require(refund.charge)
    const method = charge.payment_method ? store.paymentMethods.get(charge.payment_method) : undefined
    const behaviour = method ? cardOf(context, method)?.refund : undefined
    if (behaviour === "pending" && refund.status === "pending") {
      store.refunds.update(refund, { status: "succeeded" })
      announce(context, refund, { status: "pending" })
    }
    if (behaviour === "fails" && refund.status === "succeeded") {
      const back = bookRefund(context, refund, refund.amount)
      store.refunds.update(refund, {
        status: "failed",
        failure_reason: "expired_or_canceled_card",
        failure_balance_transaction: back.id,
      })
      applyRefund(context, charge, -refund.amount)
      announce(context, refund, { status: "succeeded" })
      context.emit("refund.failed", refund)
    }
  }
}

function announce(context: Context, refund: Refund, previous: Record<string, unknown>): void {
  context.emit("refund.updated", refund, previous)
  context.emit("charge.refund.updated", refund, previous)
}

function require(context: Context, id: string): Refund {
  const refund = context.store.refunds.get(id)
  if (!refund) {
    throw noSuch("refund", id)
  }
  return refund
}

export const refundRoutes: Route[] = [
  { method: "POST", path: "/v1/refunds", handle: create },
  {
    method: "GET",
    path: "/v1/refunds",
    handle: (context, { params }) => {
      params.allow([...LIST_PARAMS, "charge", "created", "payment_intent"])
      const items = context.store.refunds
        .newestFirst()
        .filter(createdFilter(params))
        .filter(equalityFilter(params, ["charge", "payment_intent"]))
      return page(items, params, "/v1/refunds")
    },
  },
  { method: "GET", path: "/v1/refunds/:id", handle: (context, { ids }) => require(context, ids.id) },
  {
    method: "POST",
    path: "/v1/refunds/:id",
    handle: (context, { ids, params }) => {
      const refund = require(context, ids.id)
      params.allow(["metadata"])
      const changes = { metadata: params.metadata(refund.metadata) }
      const previous = previousValues(refund, changes)
      context.store.refunds.update(refund, changes)
      if (Object.keys(previous).length > 0) {
        announce(context, refund, previous)
      }
      return refund
    },
  },
]
