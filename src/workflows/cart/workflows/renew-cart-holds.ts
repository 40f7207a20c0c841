import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { ReserveInput } from "../../../modules/offer/hold-ledger"
import { lockCart } from "../cart-lock"
import { assertOpen, gatherBuyer, loadCartLines, loadCartOffers } from "../load-cart"
import { quantitiesByOffer } from "../offer-lines"
import { reserveOffersStep } from "../steps/reserve-offers"

const prepareRenewalStep = createStep("prepare-hold-renewal", async (input: { cart_id: string }, { container }) => {
  const cart = await loadCartLines(container, input.cart_id)
  assertOpen(cart)
  const { lines } = await loadCartOffers(container, cart)
  return new StepResponse<ReserveInput>({
    cart_id: cart.id,
    currency_code: cart.currency_code,
    buyer: await gatherBuyer(container, cart),
    moment: "renew",
    items: quantitiesByOffer(lines),
  })
})

export const renewCartHoldsWorkflowId = "renew-cart-holds"

/**
 * Starts the clocks of a cart's holds again, a limited number of times.
 * @throws MedusaError `hold_renewals_exhausted` or the refusing rule's code
 */
export const renewCartHoldsWorkflow = createWorkflow(
  { name: renewCartHoldsWorkflowId, idempotent: false },
  (input: { cart_id: string }) => {
    const releaseCart = lockCart(input.cart_id)
    const reservations = reserveOffersStep(prepareRenewalStep(input))
    releaseCart()
    return new WorkflowResponse(reservations)
  }
)
