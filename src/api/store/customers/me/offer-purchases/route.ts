import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../../../../modules/offer"
import type OfferModuleService from "../../../../../modules/offer/service"
import { OfferType, PurchaseStatus } from "../../../../../modules/offer/types"
import { StoreListPurchases } from "../../../offers/validators"

/** An offer the attendee bought, as it was when bought. Money in major units. */
export type StorePurchase = {
  id: string
  offerId: string
  eventId: string
  title: string
  imageUrl: string | null
  offerType: OfferType
  quantity: number
  refundedQuantity: number
  unitPrice: number
  total: number
  currency: string
  status: PurchaseStatus
  orderId: string
  orderDisplayId: number | null
  purchasedAt: string
}

type Answer = { purchases: StorePurchase[]; count: number; offset: number; limit: number }

/** What the signed-in attendee bought, newest first. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<Answer>) => {
  const { limit, offset } = req.validatedQuery as unknown as StoreListPurchases
  const service = req.scope.resolve<OfferModuleService>(OFFER_MODULE)
  const [purchases, count] = await service.listAndCountOfferPurchases(
    { customer_id: req.auth_context.actor_id },
    { take: limit, skip: offset, order: { created_at: "DESC", id: "DESC" } }
  )
  const { data: orders } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "display_id"],
    filters: { id: [...new Set(purchases.map((purchase) => purchase.order_id))] },
  })
  const displayIds = new Map(orders.map((order) => [order.id, order.display_id]))
  res.json({
    purchases: purchases.map((purchase) => ({
      id: purchase.id,
      offerId: purchase.offer_id,
      eventId: purchase.event_id,
      title: purchase.title,
      imageUrl: purchase.image_url,
      offerType: purchase.type,
      quantity: purchase.quantity,
      refundedQuantity: purchase.refunded_quantity,
      unitPrice: Number(purchase.unit_price),
      total: Number(purchase.total),
      currency: purchase.currency_code,
      status: purchase.status,
      orderId: purchase.order_id,
      orderDisplayId: displayIds.get(purchase.order_id) ?? null,
      purchasedAt: new Date(purchase.created_at).toISOString(),
    })),
    count,
    offset,
    limit,
  })
}
