import { MiddlewareRoute } from "@medusajs/framework/http"
import { dropServerData } from "../../utils/server-data"

/** Medusa's own route. */
export const storePaymentCollectionMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/payment-collections/:id/payment-sessions", method: ["POST"], middlewares: [dropServerData] },
]
