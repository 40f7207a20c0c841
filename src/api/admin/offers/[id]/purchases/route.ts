import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../../../../modules/offer"
import type OfferModuleService from "../../../../../modules/offer/service"
import { retrieveAdminOffer } from "../../../../../workflows/offer/list-admin-offers"
import { AdminListOfferChildren } from "../../validators"

/** What was sold of the offer, newest first. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset } = req.validatedQuery as unknown as AdminListOfferChildren
  const service = req.scope.resolve<OfferModuleService>(OFFER_MODULE)
  const offer = await retrieveAdminOffer(req.scope, req.params.id)
  const [purchases, count] = await service.listAndCountOfferPurchases(
    { offer_id: offer.id },
    { take: limit, skip: offset, order: { created_at: "DESC", id: "DESC" } }
  )
  const { data: orders } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "display_id"],
    filters: { id: [...new Set(purchases.map((purchase) => purchase.order_id))] },
  })
  const displayIds = new Map(orders.map((order) => [order.id, order.display_id]))
  res.json({
    purchases: purchases.map((purchase) => ({ ...purchase, order_display_id: displayIds.get(purchase.order_id) ?? null })),
    count,
    offset,
    limit,
  })
}
