import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAdminPurchases } from "../../../../../workflows/refund/list-admin-purchases"
import { refundPurchaseWorkflow } from "../../../../../workflows/refund/refund-purchase"
import { AdminRefundOfferPurchase } from "../../validators"

/**
 * Refunds units of a purchase. `refund.status` is `done` when the money is on its way, `failed` when it could not be sent
 * now: the units are revoked all the same, and sending is tried again by itself. `seen_refunded_quantity` is what the asker
 * saw as refunded already, so that the same request sent twice refunds once.
 * With `already_returned` no money is sent: it went back in Medusa's payment panel, without saying what for.
 * Errors: `purchase_not_found`, `already_refunded`, `quantity_exceeds_refundable`, `purchase_changed`,
 * `exceeds_unexplained_refund`.
 */
export const POST = async (req: AuthenticatedMedusaRequest<AdminRefundOfferPurchase>, res: MedusaResponse) => {
  const { quantity, restock, note, seen_refunded_quantity, already_returned } = req.validatedBody
  const { result } = await refundPurchaseWorkflow(req.scope).run({
    input: {
      purchase_id: req.params.id,
      quantity,
      restock,
      note: note || null,
      seen_refunded_quantity,
      by: req.auth_context.actor_id,
      already_returned,
    },
  })
  const { purchases } = await listAdminPurchases(req.scope, { id: req.params.id }, 1, 0)
  const { id, amount, currency_code, status, error } = result
  res.json({ purchase: purchases[0], refund: { id, amount: Number(amount), currency_code, status, error } })
}
