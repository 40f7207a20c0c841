import { MedusaError } from "@medusajs/framework/utils"
import Stripe from "stripe"
import { isRefusedByStripe } from "../stripe"

/**
 * What cancelling does to money that was already taken.
 *
 * Medusa cancels in two situations. When it could not write its Payment after the provider said "captured", nothing
 * in Medusa knows of the money: it goes back here. When it has a Payment (its id is then the idempotency key) and
 * completing the cart failed later, Medusa's own compensation refunds it next, and only after checking that no other
 * attempt placed the order meanwhile. Refunding here as well would take the money out of a placed order, and leave
 * an authorized Payment without money behind which a retry would turn into a free ticket. So that one is refused.
 *
 * @param paymentId the idempotency key of Medusa's call
 * @throws MedusaError (not_allowed, `payment_already_captured`) when a Medusa Payment holds the money
 */
export async function cancelCapturedPayment(
  stripe: Stripe,
  intentId: string,
  paymentId: string | undefined
): Promise<void> {
  if (paymentId?.startsWith("pay_")) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "The payment was captured: refund it instead of cancelling it.",
      "payment_already_captured"
    )
  }
  try {
    // No idempotency key: a refund of all that is left can't happen twice, and Stripe repeats a failure under its key.
    await stripe.refunds.create({ payment_intent: intentId, metadata: { cause: "order_not_placed" } })
  } catch (error) {
    if (!isRefusedByStripe(error) || error.code !== "charge_already_refunded") {
      throw error
    }
  }
}
