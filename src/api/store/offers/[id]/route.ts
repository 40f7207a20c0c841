import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { listStoreOffers, StoreOffer } from "../../../../workflows/offer/list-store-offers"
import { StoreRetrieveOffer } from "../validators"

/** One offer for sale; 404 `offer_not_found` for drafts, archived ones and those outside their sale window. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<{ offer: StoreOffer }>) => {
  const context = req.validatedQuery as unknown as StoreRetrieveOffer
  const customerId = req.auth_context?.actor_id ?? null
  const { offers } = await listStoreOffers(req.scope, { ...context, customerId, id: req.params.id, limit: 1, offset: 0 })
  if (!offers[0]) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
  }
  res.json({ offer: offers[0] })
}
