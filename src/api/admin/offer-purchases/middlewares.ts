import { MiddlewareRoute } from "@medusajs/framework/http"
import { plainQuery } from "../../utils/query"
import { validateBody } from "../../utils/validate"
import { AdminListOfferPurchases, AdminOfferPurchaseOrder, AdminRefundOfferPurchase } from "./validators"

export const adminOfferPurchaseMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/offer-purchases", method: ["GET"], middlewares: [plainQuery(AdminListOfferPurchases)] },
  { matcher: "/admin/offer-purchases/:id/refund", method: ["POST"], middlewares: [validateBody(AdminRefundOfferPurchase)] },
  { matcher: "/admin/offer-purchases/unexplained-refund", method: ["GET"], middlewares: [plainQuery(AdminOfferPurchaseOrder)] },
  { matcher: "/admin/offer-purchases/buyer-link", method: ["POST"], middlewares: [validateBody(AdminOfferPurchaseOrder)] },
]
