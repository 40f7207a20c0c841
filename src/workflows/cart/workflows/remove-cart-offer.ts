import { createStep, createWorkflow, StepResponse, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk"
import { deleteLineItemsWorkflow } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { lockCart } from "../cart-lock"
import { assertOpen, loadCartLines, loadCartOffers } from "../load-cart"

export type RemoveCartOfferInput = {
  cart_id: string
  offer_ids: string[]
  /** How the holds end: given up by the attendee, or run out. */
  end: "released" | "expired"
  cause: string
}

const findLinesStep = createStep("find-cart-offer-lines", async (input: RemoveCartOfferInput, { container }) => {
  const cart = await loadCartLines(container, input.cart_id)
  assertOpen(cart)
  const { holds, lines } = await loadCartOffers(container, cart)
  const ending = holds.filter((hold) => hold.status === "active" && input.offer_ids.includes(hold.offer_id))
  // Looked at again under the cart's lock: a hold that was renewed since is nobody's to end.
  const kept = new Set(input.end === "expired" ? ending.filter((hold) => hold.live).map((hold) => hold.offer_id) : [])
  return new StepResponse({
    line_ids: lines.filter(({ offer_id }) => input.offer_ids.includes(offer_id) && !kept.has(offer_id)).map((line) => line.item.id),
    hold_ids: ending.filter((hold) => !kept.has(hold.offer_id)).map((hold) => hold.id),
  })
})

const endHoldsStep = createStep(
  "end-cart-holds",
  async (input: { ids: string[]; end: "released" | "expired"; cause: string }, { container }) => {
    await container.resolve<OfferModuleService>(OFFER_MODULE).endHolds(input.ids, input.end, input.cause)
    return new StepResponse(void 0)
  }
)

export const removeCartOfferWorkflowId = "remove-cart-offer"

/**
 * Takes offers out of a cart. The lines go first: if the cart can't be changed because it has just been paid,
 * the hold stays for the order.
 */
export const removeCartOfferWorkflow = createWorkflow(
  { name: removeCartOfferWorkflowId, idempotent: false },
  (input: RemoveCartOfferInput) => {
    const releaseCart = lockCart(input.cart_id)
    const found = findLinesStep(input)
    when("cart-has-lines", { found }, ({ found }) => found.line_ids.length > 0).then(() => {
      deleteLineItemsWorkflow.runAsStep({ input: { cart_id: input.cart_id, ids: found.line_ids } })
    })
    endHoldsStep({ ids: found.hold_ids, end: input.end, cause: input.cause })
    releaseCart()
    return new WorkflowResponse(found)
  }
)
