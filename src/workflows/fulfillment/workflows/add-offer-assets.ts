import { open } from "node:fs/promises"
import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../../modules/offer"
import { assetMimeType, HEAD_BYTES } from "../../../modules/offer/asset-type"
import type OfferModuleService from "../../../modules/offer/service"
import { removeFiles, storeFile } from "../file-storage"

/** A file that was uploaded to this server's disk, and goes from there when the request ends. */
export type Upload = { path: string; name: string; size: number }

export type AddOfferAssetsInput = { offer_id: string; uploads: Upload[] }

type JudgedUpload = Upload & { mime_type: string }
type StoredUpload = JudgedUpload & { file_id: string }

const serviceOf = (container: MedusaContainer) => container.resolve<OfferModuleService>(OFFER_MODULE)

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** All files are judged before one is stored, so that a wrong one stores nothing. */
const judgeUploadsStep = createStep("judge-offer-uploads", async ({ offer_id, uploads }: AddOfferAssetsInput, { container }) => {
  const [offer] = await serviceOf(container).listOffers({ id: offer_id }, { select: ["id"] })
  if (!offer) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
  }
  const judged: JudgedUpload[] = []
  for (const upload of uploads) {
    judged.push({ ...upload, mime_type: assetMimeType(upload.name, await headOf(upload.path)) })
  }
  return new StepResponse(judged)
})

const storeUploadsStep = createStep(
  "store-offer-uploads",
  async (uploads: JudgedUpload[], { container }) => {
    const stored: StoredUpload[] = []
    try {
      for (const upload of uploads) {
        stored.push({ ...upload, file_id: await storeFile(container, upload.path, upload.mime_type) })
      }
    } catch (error) {
      // A step that fails is not compensated itself.
      await removeFiles(container, stored.map(({ file_id }) => file_id)).catch(() => undefined)
      throw error
    }
    return new StepResponse(stored, stored.map(({ file_id }) => file_id))
  },
  async (keys, { container }) => {
    if (keys?.length) {
      await removeFiles(container, keys)
    }
  }
)

const createAssetsStep = createStep(
  "create-offer-assets",
  async ({ offer_id, stored }: { offer_id: string; stored: StoredUpload[] }, { container }) => {
    const assets = await serviceOf(container).createOfferAssets(
      stored.map(({ name, mime_type, size, file_id }) => ({ offer_id, name, mime_type, size, file_id }))
    )
    const ids = assets.map((asset) => asset.id)
    return new StepResponse(ids, ids)
  },
  async (ids, { container }) => {
    if (ids?.length) {
      await serviceOf(container).deleteOfferAssets(ids)
    }
  }
)

/** Units that waited for the offer's first file wait no longer. */
const retryWaitingUnitsStep = createStep("retry-units-without-files", async ({ offer_id }: { offer_id: string }, { container }) => {
  const service = serviceOf(container)
  const waiting = await service.listOfferUnits({ offer_id, status: "PENDING", problem_code: "no_files" }, { select: ["id"] })
  await service.retryUnits(waiting.map((unit) => unit.id))
  return new StepResponse(waiting.length)
})

export const addOfferAssetsWorkflowId = "add-offer-assets"

/**
 * Adds files that an offer's buyers may download, all or none. @returns the new assets' ids
 * @throws MedusaError `offer_not_found`, `file_type_not_allowed`, `file_unavailable`
 */
export const addOfferAssetsWorkflow = createWorkflow(addOfferAssetsWorkflowId, (input: AddOfferAssetsInput) => {
  const judged = judgeUploadsStep(input)
  const stored = storeUploadsStep(judged)
  const ids = createAssetsStep(transform({ input, stored }, ({ input, stored }) => ({ offer_id: input.offer_id, stored })))
  retryWaitingUnitsStep({ offer_id: input.offer_id })
  return new WorkflowResponse(ids)
})
