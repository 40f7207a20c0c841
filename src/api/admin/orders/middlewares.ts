import { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { heldUntil } from "../../../workflows/funnel/held-until"
import { withOrderMoney } from "../../../workflows/refund/order-money-lock"
import { assertSendable } from "../../../workflows/refund/assert-sendable"

/** Medusa's own routes of an order, where this plugin has a word to say. */

/**
 * An order whose owner may still add to it isn't sent yet; without this somebody quick at the packing table would.
 * @throws MedusaError `fulfillment_held`
 */
async function refuseHeldFulfillment(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
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

/**
 * Medusa's books know nothing of units refunded here, so its own page would send them.
 * @throws MedusaError `purchase_refunded`
 */
async function refuseRefundedParcels(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const { items } = (req.body ?? {}) as { items?: unknown }
  await assertSendable(req.scope, req.params.id, Array.isArray(items) ? items : [])
  next()
}

/** A cancellation gives the order's money back, so it takes its turn with what else does. */
async function cancelInTurn(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  await withOrderMoney(
    req.scope,
    req.params.id,
    () =>
      new Promise<void>((resolve) => {
        res.once("close", resolve)
        next()
      })
  )
}

export const adminOrderMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/orders/:id/cancel", method: ["POST"], middlewares: [cancelInTurn] },
  { matcher: "/admin/orders/:id/fulfillments", method: ["POST"], middlewares: [refuseHeldFulfillment, refuseRefundedParcels] },
]
