import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"

/** A file of an offer; `size` in bytes. Where it lies is nobody's business. */
export type AdminAsset = { id: string; name: string; mime_type: string; size: number; created_at: Date }

/** An offer's files in the order they were added, those added together by name. @throws MedusaError `offer_not_found` */
export async function listAdminAssets(container: MedusaContainer, offerId: string): Promise<AdminAsset[]> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const [[offer], assets] = await Promise.all([
    service.listOffers({ id: offerId }, { select: ["id"] }),
    service.listOfferAssets({ offer_id: offerId }, { order: { created_at: "ASC", name: "ASC", id: "ASC" } }),
  ])
  if (!offer) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
  }
  return assets.map(({ id, name, mime_type, size, created_at }) => ({ id, name, mime_type, size, created_at }))
}
