import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateBody } from "../../utils/validate"
import { AdminUpdateSession } from "./validators"

export const adminEventSessionMiddlewares: MiddlewareRoute[] = [
  { method: ["POST"], matcher: "/admin/event-sessions/:id", middlewares: [validateBody(AdminUpdateSession)] },
]
