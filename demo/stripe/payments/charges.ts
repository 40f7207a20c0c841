import type { Context } from "../context"
import { processingFee } from "../fees"
import { newId, randomText } from "../ids"
import { embedded } from "../lists"
import type { BalanceTransaction, Charge, PaymentIntent, PaymentMethod, Refund } from "../types"
import type { Decline } from "./test-cards"

const SETTLES_AFTER_SECONDS = 2 * 24 * 60 * 60

/** Writes the charge of one attempt. `captured` is how much was taken at once (0 = only authorised). */
export function createCharge(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  outcome: { captured: number } | { pending: true } | { decline: Decline },
  authenticated = false
): Charge {
  const declined = "decline" in outcome ? outcome.decline : null
  const pending = "pending" in outcome
  const captured = "captured" in outcome ? outcome.captured : 0
  const charge: Charge = {
    id: newId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: captured,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: "DEMO EVENTS",
    captured: captured > 0,
    created: context.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: declined?.code ?? null,
    failure_message: declined?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: chargeOutcome(declined, pending),
    paid: !declined && !pending,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(intent, method, authenticated),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    refunds: null,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: declined ? "failed" : pending ? "pending" : "succeeded",
    transfer_data: null,
    transfer_group: intent.transfer_group,
  }
  charge.refunds = embedded([], `/v1/charges/${charge.id}/refunds`)
  if (!declined) {
    charge.receipt_url = `${context.publicUrl()}/receipts/${charge.id}`
  }
  context.store.charges.add(charge)
  if (captured > 0) {
    bookCharge(context, charge)
  }
  return charge
}

function chargeOutcome(declined: Decline | null, pending: boolean): Record<string, unknown> {
  const base = { advice_code: null, network_advice_code: null, network_decline_code: null }
  if (!declined) {
    return {
      ...base,
      network_status: "approved_by_network",
      reason: null,
      risk_level: "normal",
      risk_score: 22,
      seller_message: pending ? "Payment pending." : "Payment complete.",
      type: "authorized",
    }
  }
  return {
    ...base,
    advice_code: "try_again_later",
    network_status: "declined_by_network",
    reason: declined.decline_code ?? declined.code,
    risk_level: "normal",
    risk_score: 41,
    seller_message: "The bank did not return any further details with this decline.",
    type: "issuer_declined",
  }
}

function methodDetails(intent: PaymentIntent, method: PaymentMethod, authenticated: boolean): Record<string, unknown> {
  if (!method.card) {
    return { type: method.type, [method.type]: method[method.type] }
  }
  const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4 } = method.card
  return {
    type: "card",
    card: {
      amount_authorized: intent.amount,
      authorization_code: String(100000 + (Number.parseInt(fingerprint, 36) % 900000 || 0)),
      brand,
      checks,
      country,
      exp_month,
      exp_year,
      extended_authorization: { status: "disabled" },
      fingerprint,
      funding,
      incremental_authorization: { status: "unavailable" },
      installments: null,
      last4,
      mandate: null,
      multicapture: { status: "unavailable" },
      network: brand,
      network_token: { used: false },
      network_transaction_id: randomText(15),
      overcapture: { maximum_amount_capturable: intent.amount, status: "unavailable" },
      regulated_status: "unregulated",
      three_d_secure: authenticated
        ? {
            authentication_flow: "challenge",
            electronic_commerce_indicator: "05",
            exemption_indicator: null,
            result: "authenticated",
            result_reason: null,
            transaction_id: null,
            version: "2.2.0",
          }
        : null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

/** Books captured money with its fee. */
export function bookCharge(context: Context, charge: Charge): void {
  const fee = processingFee(charge.amount_captured)
  const transaction = book(context, {
    amount: charge.amount_captured,
    currency: charge.currency,
    description: charge.description,
    fee,
    source: charge.id,
    type: "charge",
  })
  context.store.charges.update(charge, { balance_transaction: transaction.id })
}

/** Books money going back. Stripe keeps the fee of the charge. */
export function bookRefund(context: Context, refund: Refund, amount = -refund.amount): BalanceTransaction {
  return book(context, {
    amount,
    currency: refund.currency,
    description: amount < 0 ? "REFUND FOR CHARGE" : "REFUND FAILURE",
    fee: 0,
    source: refund.id,
    type: amount < 0 ? "refund" : "refund_failure",
  })
}

function book(
  context: Context,
  entry: { amount: number; currency: string; description: string | null; fee: number; source: string; type: string }
): BalanceTransaction {
  return context.store.balanceTransactions.add({
    id: newId("txn"),
    object: "balance_transaction",
    amount: entry.amount,
    available_on: context.now() + SETTLES_AFTER_SECONDS,
    balance_type: "payments",
    created: context.now(),
    currency: entry.currency,
    description: entry.description,
    exchange_rate: null,
    fee: entry.fee,
    fee_details: entry.fee
      ? [
          {
            amount: entry.fee,
            application: null,
            currency: entry.currency,
            description: "Stripe processing fees",
            type: "stripe_fee",
          },
        ]
      : [],
    net: entry.amount - entry.fee,
    reporting_category: entry.type,
    source: entry.source,
    status: "pending",
    type: entry.type,
  })
}

/** Keeps `charge.refunds` in step with the refunds made of it. */
export function refreshRefunds(context: Context, charge: Charge): void {
  const refunds = context.store.refunds.newestFirst().filter((refund) => refund.charge === charge.id)
  context.store.charges.update(charge, {
    refunds: structuredClone(embedded(refunds, `/v1/charges/${charge.id}/refunds`)),
  })
}
