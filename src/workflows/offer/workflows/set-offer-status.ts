import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep, updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { updateOfferStep } from "../steps/write-offer"

export type SetOfferStatusInput = { id: string; status: "published" | "archived" }

const validateStatusStep = createStep("validate-offer-status", async (input: SetOfferStatusInput, { container }) => {
  const [offer] = await container.resolve<OfferModuleService>(OFFER_MODULE).listOffers({ id: input.id })
  if (!offer) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
  }
  if (input.status === "published" && offer.expires_at && new Date(offer.expires_at) <= new Date()) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The sale window has ended; set a later end before publishing.", "offer_expired")
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "product_variant", fields: ["id"], filters: { id: offer.variant_id } })
  if (input.status === "published" && !data.length) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The product this offer sells was deleted.", "variant_not_found")
  }
  return new StepResponse({ ...offer, has_product: data.length > 0 })
})

export const setOfferStatusWorkflowId = "set-offer-status"

/**
 * Publishes or archives an offer. The product made for it follows, so Medusa's own line-item route can't sell a draft
 * or an archived offer either. Holds whose payment has begun are honoured; other holds end at the next rule check.
 * @throws MedusaError `offer_not_found`, `offer_expired`, `variant_not_found`
 */
export const setOfferStatusWorkflow = createWorkflow(setOfferStatusWorkflowId, (input: SetOfferStatusInput) => {
  const offer = validateStatusStep(input)
  when("product-follows-status", { offer }, ({ offer }) => !offer.variant_linked && offer.has_product).then(() => {
    updateProductsWorkflow.runAsStep({
      input: transform({ input, offer }, ({ input, offer }) => ({
        products: [{ id: offer.product_id, status: input.status === "published" ? ("published" as const) : ("draft" as const) }],
      })),
    })
  })
  updateOfferStep(input)
  emitEventStep({ eventName: "offer.updated", data: { id: input.id } })
  return new WorkflowResponse(input.id)
})
