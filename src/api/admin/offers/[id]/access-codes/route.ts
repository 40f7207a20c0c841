import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { OFFER_MODULE } from "../../../../../modules/offer"
import type OfferModuleService from "../../../../../modules/offer/service"
import { retrieveAdminOffer } from "../../../../../workflows/offer/list-admin-offers"
import { AdminAddAccessCodes, AdminListAccessCodes } from "../../validators"

/** The offer's access codes; `summary` counts all of them. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset, q, status } = req.validatedQuery as unknown as AdminListAccessCodes
  const service = req.scope.resolve<OfferModuleService>(OFFER_MODULE)
  const { id } = await retrieveAdminOffer(req.scope, req.params.id)
  res.json({ ...(await service.listCodes({ offer_id: id, q, status }, limit, offset)), offset, limit })
}

/**
 * Adds codes to an offer that sells uploaded ones, and with each a unit to its stock.
 * Errors: `offer_not_found`, `codes_not_uploaded`.
 */
export const POST = async (req: MedusaRequest<AdminAddAccessCodes>, res: MedusaResponse) => {
  const service = req.scope.resolve<OfferModuleService>(OFFER_MODULE)
  res.json(await service.addCodes(req.params.id, req.validatedBody.codes))
}
