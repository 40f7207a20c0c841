import { MedusaError } from "@medusajs/framework/utils"
import Stripe from "stripe"
import { isRefusedByStripe } from "../stripe"

const KEY = "refund_key"

/**
 * Refunds part or all of a payment, once for each idempotency key. A charge that has been refunded in full already
 * (by hand in Stripe's dashboard, by a cancelled completion) is what was asked for.
 *
 * @param amount minor units
 * @throws MedusaError (invalid_data, `refund_exceeds_payment`) when less than that is left of the payment;
 * (not_allowed, `refund_failed`) when Stripe could not send it; Stripe errors
 */
export async function refundIntent(
  stripe: Stripe,
  intentId: string,
  amount: number,
  idempotencyKey: string | undefined
): Promise<void> {
  try {
    // Stripe forgets its keys after a day; the metadata say for good which refund this was: see `isRefundedWith`.
    const refund = await stripe.refunds.create(
      { payment_intent: intentId, amount, ...(idempotencyKey ? { metadata: { [KEY]: idempotencyKey } } : {}) },
      idempotencyKey ? { idempotencyKey } : undefined
    )
    if (refund.status === "failed" || refund.status === "canceled") {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `Stripe could not send the refund${refund.failure_reason ? `: ${refund.failure_reason}` : ""}.`,
        "refund_failed"
      )
    }
  } catch (error) {
    if (!isRefusedByStripe(error)) {
      throw error
    }
    if (error.code !== "charge_already_refunded") {
      throw (await exceedsPayment(stripe, intentId, amount)) ?? error
    }
  }
}

/** Whether `refundIntent` refunded a payment with this key, whatever else went back. @throws Stripe errors */
export async function isRefundedWith(stripe: Stripe, intentId: string, idempotencyKey: string): Promise<boolean> {
  for await (const { metadata, status } of stripe.refunds.list({ payment_intent: intentId, limit: 100 })) {
    if (metadata?.[KEY] === idempotencyKey && status !== "failed" && status !== "canceled") {
      return true
    }
  }
  return false
}

/** Stripe says so in prose only, so the sums are asked for. */
async function exceedsPayment(stripe: Stripe, intentId: string, amount: number): Promise<MedusaError | null> {
  const intent = await stripe.paymentIntents.retrieve(intentId, { expand: ["latest_charge"] })
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null
  const left = charge ? charge.amount_captured - charge.amount_refunded : 0
  return amount <= left
    ? null
    : new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `Only ${left} of the payment is left to refund, ${amount} was asked for (minor units of ${intent.currency}).`,
        "refund_exceeds_payment"
      )
}
