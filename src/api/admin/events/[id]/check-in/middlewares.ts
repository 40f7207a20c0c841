import { MiddlewareRoute } from "@medusajs/framework/http"
import { validateBody } from "../../../../utils/validate"
import { AdminCheckIn, AdminUndoCheckIn } from "./validators"

/** Medusa itself demands an authenticated admin for everything under /admin. */
export const adminCheckInMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/events/:id/check-in", method: ["POST"], middlewares: [validateBody(AdminCheckIn)] },
  { matcher: "/admin/events/:id/check-in/undo", method: ["POST"], middlewares: [validateBody(AdminUndoCheckIn)] },
]
