import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { OFFER_MODULE } from "../../../modules/offer"
import type { OfferOverview } from "../../../modules/offer/offer-overview"
import type OfferModuleService from "../../../modules/offer/service"

/** Sums over all offers, in units. Those that need attention are listed by `GET /admin/offers?attention=true`. */
export const GET = async (req: MedusaRequest, res: MedusaResponse<{ overview: OfferOverview }>) => {
  res.json({ overview: await req.scope.resolve<OfferModuleService>(OFFER_MODULE).overview() })
}
