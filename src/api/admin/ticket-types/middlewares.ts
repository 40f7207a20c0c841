import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateBody } from "../../utils/validate"
import { AdminUpdateTicketType } from "./validators"

export const adminTicketTypeMiddlewares: MiddlewareRoute[] = [
  { method: ["POST"], matcher: "/admin/ticket-types/:id", middlewares: [validateBody(AdminUpdateTicketType)] },
]
