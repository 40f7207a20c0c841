import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { OFFER_MODULE } from "../../../../../modules/offer"
import type OfferModuleService from "../../../../../modules/offer/service"
import { retrieveAdminOffer } from "../../../../../workflows/offer/list-admin-offers"
import { AdminListOfferChildren } from "../../validators"

/** The offer's open holds, newest first; one whose `expires_at` has passed takes no stock any more. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset } = req.validatedQuery as unknown as AdminListOfferChildren
  const service = req.scope.resolve<OfferModuleService>(OFFER_MODULE)
  const offer = await retrieveAdminOffer(req.scope, req.params.id)
  const [holds, count] = await service.listAndCountOfferHolds(
    { offer_id: offer.id, status: ["active", "ordering"] },
    { take: limit, skip: offset, order: { created_at: "DESC", id: "DESC" } }
  )
  res.json({ holds, count, offset, limit })
}
