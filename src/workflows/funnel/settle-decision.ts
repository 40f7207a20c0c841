import { MedusaContainer } from "@medusajs/framework/types"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { DecisionRow } from "../../modules/funnel/types"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { settleCheckout } from "../checkout/settle-checkout"
import { undoHalfPlacedOrder } from "../checkout/undo-half-placed-order"
import { emptyDecisionCart } from "./decision-cart"
import { placedOrderOf } from "./first-order"
import { recordFunnelOrder } from "./record-order"

/** For the attendee, when it is certain that nothing was charged. */
export const NOT_CHARGED = "The payment could not be made. You have not been charged."

/**
 * What became of an acceptance whose payment was interrupted or is made on a page: an order, if the money is there; the
 * refusal, if it went back. `open` when neither: nothing was paid.
 * @param isRetry the attendee has been told that an earlier payment went back: that is no news, and they may pay again
 */
export async function settleDecision(
  container: MedusaContainer,
  decision: DecisionRow,
  isRetry = false
): Promise<"settled" | "open" | "processing"> {
  if (!decision.cart_id) {
    return "open"
  }
  await undoHalfPlacedOrder(container, decision.cart_id)
  const { status, message } = await settleCheckout(container, decision.cart_id)
  const orderId = await placedOrderOf(container, decision.cart_id)
  if (orderId) {
    await recordFunnelOrder(container, decision, orderId)
    return "settled"
  }
  if (status === "refunded" && !isRetry) {
    await container
      .resolve<FunnelModuleService>(FUNNEL_MODULE)
      .resolveDecision(decision.id, { outcome: "payment_failed", message: message ?? "The order could not be placed. Your money is on its way back." })
    return "settled"
  }
  return status === "processing" || status === "placed" ? "processing" : "open"
}

/**
 * Ends an acceptance that was not paid: the payment is called off, the stock given back, the step is the attendee's again.
 * @throws when the cart has been paid meanwhile, or the payment vendor can't be asked
 */
export async function failDecision(container: MedusaContainer, decision: DecisionRow, message: string): Promise<void> {
  if (decision.cart_id) {
    await emptyDecisionCart(container, decision.cart_id, decision.offer_id, "the payment failed")
    await container.resolve<OfferModuleService>(OFFER_MODULE).closeAttempt(decision.cart_id)
  }
  await container.resolve<FunnelModuleService>(FUNNEL_MODULE).resolveDecision(decision.id, { outcome: "payment_failed", message })
}
