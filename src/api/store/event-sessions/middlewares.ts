import { authenticate, type MiddlewareRoute } from "@medusajs/framework/http"
import { validateBody, validateQuery } from "../../utils/validate"
import { registrationConfig, retrieveStoreSessionConfig } from "./query-config"
import { StoreGetEventSessionParams, StoreRegistration } from "./validators"

const customer = authenticate("customer", ["session", "bearer"])

export const storeEventSessionMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/store/event-sessions/:id",
    middlewares: [validateQuery(StoreGetEventSessionParams, retrieveStoreSessionConfig)],
  },
  {
    method: ["POST"],
    matcher: "/store/event-sessions/:id/registration",
    middlewares: [customer, validateBody(StoreRegistration)],
  },
  {
    method: ["DELETE"],
    matcher: "/store/event-sessions/:id/registration",
    middlewares: [customer, validateQuery(StoreRegistration, registrationConfig)],
  },
]
