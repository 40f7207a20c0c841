import { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { heldUntil } from "../../../workflows/funnel/held-until"
import { plainQuery } from "../../utils/query"
import { validateBody } from "../../utils/validate"
import { AdminCreateFunnel, AdminListFunnels, AdminUpdateFunnel } from "./validators"

/**
 * An order whose owner may still add to it isn't sent yet; without this somebody quick at the packing table would.
 * @throws MedusaError `fulfillment_held`
 */
export async function refuseHeldFulfillment(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const until = await heldUntil(req.scope, req.params.id)
  if (until) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `The attendee may still add to this order: it can be fulfilled from ${until.toISOString()}.`,
      "fulfillment_held"
    )
  }
  next()
}

export const adminFunnelMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/offer-funnels", method: ["GET"], middlewares: [plainQuery(AdminListFunnels)] },
  { matcher: "/admin/offer-funnels", method: ["POST"], middlewares: [validateBody(AdminCreateFunnel)] },
  { matcher: "/admin/offer-funnels/:id", method: ["POST"], middlewares: [validateBody(AdminUpdateFunnel)] },
  { matcher: "/admin/orders/:id/fulfillments", method: ["POST"], middlewares: [refuseHeldFulfillment] },
]
