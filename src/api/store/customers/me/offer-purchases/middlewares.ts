import { MiddlewareRoute } from "@medusajs/framework/http"
import { plainQuery } from "../../../../utils/query"
import { StoreListPurchases } from "../../../offer-purchases/validators"

/** Medusa itself demands a signed-in customer for everything under /store/customers/me. */
export const storePurchaseMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/customers/me/offer-purchases", method: ["GET"], middlewares: [plainQuery(StoreListPurchases)] },
]
