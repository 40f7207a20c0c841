import { authenticate, type MiddlewareRoute } from "@medusajs/framework/http"
import { validateQuery } from "../../utils/validate"
import { listStoreEventsConfig, retrieveStoreEventConfig } from "./query-config"
import { StoreGetEventParams, StoreGetEventsParams } from "./validators"

/** A customer who is signed in sees the prices of their customer groups. */
const maybeCustomer = authenticate("customer", ["session", "bearer"], { allowUnauthenticated: true })

export const storeEventMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/store/events",
    middlewares: [maybeCustomer, validateQuery(StoreGetEventsParams, listStoreEventsConfig)],
  },
  {
    method: ["GET"],
    matcher: "/store/events/:idOrHandle",
    middlewares: [maybeCustomer, validateQuery(StoreGetEventParams, retrieveStoreEventConfig)],
  },
]
