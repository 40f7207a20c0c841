import { Readable } from "node:stream"
import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { UnitStatus } from "../../modules/offer/types"
import { SignedToken, signToken, tokenSecret, verifyToken } from "../../utils/signed-token"
import { Buyer, retrievePurchaseOf } from "./buyer"
import { openFile } from "./file-storage"

/** Seconds from the click to the start of a download; one that has begun goes on. */
export const LINK_SECONDS = 600

export type Download = {
  name: string
  mime_type: string
  /** Bytes. */
  size: number
  /** As HTTP wants it: the same for the same bytes. A file is never changed, only removed and added anew. */
  etag: string
  open: () => Promise<Readable>
}

const refuse = (code: string, message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)

/** One delivered unit is enough, however many were given back. @throws MedusaError `purchase_refunded`, `not_delivered_yet` */
function assertDelivered(units: { status: UnitStatus }[]): void {
  if (units.some(({ status }) => status === "FULFILLED")) {
    return
  }
  throw units.some(({ status }) => status === "PENDING")
    ? refuse("not_delivered_yet", "This purchase isn't ready for download yet. Try again in a moment.")
    : refuse("purchase_refunded", "This purchase was refunded, so its files are no longer available.")
}

/** The file of a purchase, as long as the purchase entitles to it. Asked when a link is made and again when it is used. */
async function entitledAsset(container: MedusaContainer, purchase: { id: string; offer_id: string; delivery_method: string }, assetId: string) {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const [units, [asset]] = await Promise.all([
    service.listOfferUnits({ purchase_id: purchase.id }, { select: ["id", "status"] }),
    service.listOfferAssets({ id: assetId, offer_id: purchase.offer_id }),
  ])
  if (!asset || purchase.delivery_method !== "DOWNLOAD") {
    return null
  }
  assertDelivered(units)
  return asset
}

/**
 * A link to one file of a purchase, good for ten minutes.
 * @throws MedusaError `purchase_not_found`, `asset_not_found`, `not_delivered_yet`, `purchase_refunded`
 */
export async function createDownloadLink(container: MedusaContainer, buyer: Buyer, purchaseId: string, assetId: string): Promise<SignedToken> {
  const purchase = await retrievePurchaseOf(container, buyer, purchaseId)
  if (!(await entitledAsset(container, purchase, assetId))) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such file.", "asset_not_found")
  }
  return await signToken(tokenSecret(container), "download", { purchase_id: purchase.id, asset_id: assetId }, LINK_SECONDS)
}

/**
 * What a link opens, asking the purchase again: a refund and a file's removal end the links made before.
 * @throws MedusaError `download_link_invalid`, `download_link_expired`, `purchase_refunded`; `open()` throws `file_unavailable`
 */
export async function openDownloadLink(container: MedusaContainer, token: string): Promise<Download> {
  const { purchase_id, asset_id } = await verifyToken(tokenSecret(container), "download", token)
  const [purchase] = await container.resolve<OfferModuleService>(OFFER_MODULE).listOfferPurchases({ id: purchase_id })
  const asset = purchase && (await entitledAsset(container, purchase, asset_id))
  if (!asset) {
    throw refuse("download_link_invalid", "This file is no longer available.")
  }
  const { name, mime_type, size, file_id } = asset
  return { name, mime_type, size, etag: `"${asset.id}"`, open: () => openFile(container, file_id) }
}
