import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { ReserveInput } from "../../../modules/offer/hold-ledger"
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
    acquireLockStep({ key: input.cart_id, timeout: 10, ttl: 30 })
    const reservations = reserveOffersStep(prepareRenewalStep(input))
    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse(reservations)
  }
)
