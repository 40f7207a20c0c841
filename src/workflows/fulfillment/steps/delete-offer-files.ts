import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { removeFiles } from "../file-storage"

/** Removes all files of an offer that is deleted. The last thing to do: nothing brings them back. @throws MedusaError `file_unavailable` */
export const deleteOfferFilesStep = createStep("delete-offer-files", async ({ id }: { id: string }, { container }) => {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const assets = await service.listOfferAssets({ offer_id: id }, { select: ["id", "file_id"] })
  await removeFiles(container, assets.map((asset) => asset.file_id))
  await service.deleteOfferAssets(assets.map((asset) => asset.id))
  return new StepResponse(assets.length)
})
