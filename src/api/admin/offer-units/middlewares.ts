import { MiddlewareRoute } from "@medusajs/framework/http"
import { plainQuery } from "../../utils/query"
import { validateBody } from "../../utils/validate"
import { AdminListOfferUnits, AdminOfferUnitIds } from "./validators"

export const adminOfferUnitMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/offer-units", method: ["GET"], middlewares: [plainQuery(AdminListOfferUnits)] },
  ...["fulfill", "reopen", "retry"].map((action): MiddlewareRoute => ({
    matcher: `/admin/offer-units/${action}`,
    method: ["POST"],
    middlewares: [validateBody(AdminOfferUnitIds)],
  })),
]
