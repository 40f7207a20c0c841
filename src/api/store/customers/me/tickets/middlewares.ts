import { authenticate, type MiddlewareRoute } from "@medusajs/framework/http"
import { validateQuery } from "../../../../utils/validate"
import { listTicketsConfig } from "./query-config"
import { StoreGetTicketsParams } from "./validators"

export const storeCustomerTicketMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/store/customers/me/tickets",
    middlewares: [authenticate("customer", ["session", "bearer"]), validateQuery(StoreGetTicketsParams, listTicketsConfig)],
  },
]
