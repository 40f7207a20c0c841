import { MiddlewareRoute } from "@medusajs/framework/http"
import { plainQuery } from "../../utils/query"
import { validateBody } from "../../utils/validate"
import { AdminCreateFunnel, AdminListFunnels, AdminUpdateFunnel } from "./validators"

export const adminFunnelMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/offer-funnels", method: ["GET"], middlewares: [plainQuery(AdminListFunnels)] },
  { matcher: "/admin/offer-funnels", method: ["POST"], middlewares: [validateBody(AdminCreateFunnel)] },
  { matcher: "/admin/offer-funnels/:id", method: ["POST"], middlewares: [validateBody(AdminUpdateFunnel)] },
]
