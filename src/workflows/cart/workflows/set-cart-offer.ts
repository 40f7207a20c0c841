import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { addToCartWorkflow, updateLineItemInCartWorkflow } from "@medusajs/medusa/core-flows"
import { lockCart } from "../cart-lock"
import { HOLD_METADATA_KEY } from "../offer-lines"
import { attachHoldLineStep } from "../steps/attach-hold-line"
import { prepareCartOfferStep, SetCartOfferInput } from "../steps/prepare-cart-offer"
import { reserveOffersStep } from "../steps/reserve-offers"

export const setCartOfferWorkflowId = "set-cart-offer"

/**
 * Adds an offer to a cart or changes its quantity. The hold comes first: a line that can't be had is never written.
 * @throws MedusaError with the refusing rule's code; `cart_not_found`, `cart_completed`, `offer_not_found`, `hold_not_found`
 */
export const setCartOfferWorkflow = createWorkflow(
  { name: setCartOfferWorkflowId, idempotent: false },
  (input: SetCartOfferInput) => {
    const releaseCart = lockCart(input.cart_id)
    const prepared = prepareCartOfferStep(input)
    const reservations = reserveOffersStep(prepared.reserve)

    when("offer-is-new-in-cart", { prepared }, ({ prepared }) => !prepared.line_item_id).then(() => {
      const items = transform({ prepared, reservations }, ({ prepared, reservations }) => [
        {
          variant_id: prepared.variant_id,
          quantity: prepared.quantity,
          metadata: { [HOLD_METADATA_KEY]: reservations[0].hold.id },
          ...(prepared.unit_price === null ? {} : { unit_price: prepared.unit_price }),
        },
      ])
      addToCartWorkflow.runAsStep({ input: { cart_id: input.cart_id, items } })
      attachHoldLineStep({ cart_id: input.cart_id, variant_id: prepared.variant_id, hold_id: reservations[0].hold.id })
    })
    when("offer-is-in-cart", { prepared }, ({ prepared }) => Boolean(prepared.line_item_id)).then(() => {
      const update = transform({ prepared, input }, ({ prepared, input }) => ({
        cart_id: input.cart_id,
        item_id: prepared.line_item_id as string,
        update: { quantity: prepared.quantity, ...(prepared.unit_price === null ? {} : { unit_price: prepared.unit_price }) },
      }))
      updateLineItemInCartWorkflow.runAsStep({ input: update })
    })
    releaseCart()
    return new WorkflowResponse(reservations)
  }
)
