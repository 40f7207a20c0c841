import { MedusaError } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { deleteProductsWorkflow, emitEventStep } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { deleteOfferFilesStep } from "../../fulfillment/steps/delete-offer-files"

const deleteOfferStep = createStep(
  "delete-offer",
  async (input: { id: string }, { container }) => {
    const service = container.resolve<OfferModuleService>(OFFER_MODULE)
    const [offer] = await service.listOffers({ id: input.id })
    if (!offer) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
    }
    await service.deleteUntouchedOffer(offer.id)
    return new StepResponse(offer, offer.id)
  },
  async (id, { container }) => {
    if (id) {
      await container.resolve<OfferModuleService>(OFFER_MODULE).restoreOffers([id])
    }
  }
)

export const deleteOfferWorkflowId = "delete-offer"

/** Deletes an offer nobody has touched yet, with the product made for it and its files. @throws MedusaError `offer_has_history`, `file_unavailable` */
export const deleteOfferWorkflow = createWorkflow(deleteOfferWorkflowId, (input: { id: string }) => {
  const offer = deleteOfferStep(input)
  when("delete-product-of-offer", { offer }, ({ offer }) => !offer.variant_linked).then(() => {
    deleteProductsWorkflow.runAsStep({ input: { ids: transform({ offer }, ({ offer }) => [offer.product_id]) } })
  })
  deleteOfferFilesStep(input)
  emitEventStep({ eventName: "offer.deleted", data: { id: input.id } })
  return new WorkflowResponse(input.id)
})
