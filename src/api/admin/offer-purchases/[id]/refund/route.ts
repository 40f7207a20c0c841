import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAdminPurchases } from "../../../../../workflows/refund/list-admin-purchases"
import { refundPurchaseWorkflow } from "../../../../../workflows/refund/refund-purchase"
import { AdminRefundOfferPurchase } from "../../validators"

/**
 * Refunds units of a purchase. `refund.status` is `done` when the money is on its way, `failed` when it could not be sent
 * now: the units are revoked all the same, and sending is tried again by itself.
 * Errors: `purchase_not_found`, `already_refunded`, `quantity_exceeds_refundable`, `purchase_changed`.
 */
export const POST = async (req: AuthenticatedMedusaRequest<AdminRefundOfferPurchase>, res: MedusaResponse) => {
  const { quantity, restock, note, seen_refunded_quantity } = req.validatedBody
  const { result } = await refundPurchaseWorkflow(req.scope).run({
    input: {
      purchase_id: req.params.id,
      quantity,
      restock,
      note: note || null,
      seen_refunded_quantity: seen_refunded_quantity ?? null,
      by: req.auth_context.actor_id,
    },
  })
  const { purchases } = await listAdminPurchases(req.scope, { id: req.params.id }, 1, 0)
  const { id, amount, currency_code, status, error } = result
  res.json({ purchase: purchases[0], refund: { id, amount: Number(amount), currency_code, status, error } })
}
