import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep, updateProductsWorkflow, useQueryGraphStep } from "@medusajs/medusa/core-flows"
import { DEFAULT_SHIPPING_PROFILE, followedShippingProfile } from "../shipping-profile"
import { validateOfferUpdateStep } from "../steps/validate-offer"
import { updateOfferStep } from "../steps/write-offer"
import { UpdateOfferInput } from "../types"

export const updateOfferWorkflowId = "update-offer"

/** Changes an offer and the product made for it together; a linked product stays as its organizer made it. */
export const updateOfferWorkflow = createWorkflow(updateOfferWorkflowId, (input: UpdateOfferInput) => {
  const offer = validateOfferUpdateStep(input)
  const { data: profiles } = useQueryGraphStep(DEFAULT_SHIPPING_PROFILE)
  when("product-was-made-for-the-offer", { offer }, ({ offer }) => !offer.variant_linked).then(() => {
    updateProductsWorkflow.runAsStep({
      input: transform({ input, offer, profiles }, ({ input, offer, profiles }) => ({
        products: [
          {
            id: offer.product_id,
            ...followedShippingProfile(offer, input, profiles[0]?.id),
            ...(input.title === undefined ? {} : { title: input.title }),
            ...(input.description === undefined ? {} : { description: input.description ?? undefined }),
            ...(input.image_url === undefined ? {} : { thumbnail: input.image_url as string }),
            ...(input.prices === undefined
              ? {}
              : {
                  variants: [
                    { id: offer.variant_id, prices: input.prices.map(({ currency_code, amount }) => ({ currency_code, amount })) },
                  ],
                }),
          },
        ],
      })),
    })
  })
  updateOfferStep(input)
  emitEventStep({ eventName: "offer.updated", data: { id: input.id } })
  return new WorkflowResponse(input.id)
})
