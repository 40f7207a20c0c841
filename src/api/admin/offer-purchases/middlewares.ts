import { MiddlewareRoute } from "@medusajs/framework/http"
import { plainQuery } from "../../utils/query"
import { validateBody } from "../../utils/validate"
import { AdminListOfferPurchases, AdminRefundOfferPurchase } from "./validators"

export const adminOfferPurchaseMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/offer-purchases", method: ["GET"], middlewares: [plainQuery(AdminListOfferPurchases)] },
  { matcher: "/admin/offer-purchases/:id/refund", method: ["POST"], middlewares: [validateBody(AdminRefundOfferPurchase)] },
]
