import { MedusaError } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { removeFiles } from "../file-storage"

/** The file first: if storage can't be reached, the asset is still there to try again, and no file is left without one. */
const deleteOfferAssetStep = createStep("delete-offer-asset", async (input: { id: string; offer_id: string }, { container }) => {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const [asset] = await service.listOfferAssets(input)
  if (!asset) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such file.", "asset_not_found")
  }
  await removeFiles(container, [asset.file_id])
  await service.deleteOfferAssets(asset.id)
  return new StepResponse(asset.id)
})

export const deleteOfferAssetWorkflowId = "delete-offer-asset"

/**
 * Removes a file for good: from storage, and from every purchase. Links to it that are still open die with it.
 * @throws MedusaError `asset_not_found`, `file_unavailable`
 */
export const deleteOfferAssetWorkflow = createWorkflow(deleteOfferAssetWorkflowId, (input: { id: string; offer_id: string }) => {
  return new WorkflowResponse(deleteOfferAssetStep(input))
})
