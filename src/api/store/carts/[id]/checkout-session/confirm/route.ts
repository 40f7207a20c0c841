import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { settleCheckout, Settlement } from "../../../../../../workflows/checkout/settle-checkout"
import { guestPurchasesToken } from "../../../../../../workflows/fulfillment/buyer"

/** `purchasesToken` is for a guest's own page of purchases; null before there is an order, and for a customer with an account. */
type Confirmation = Settlement & { purchasesToken: string | null }

/** What became of the payment, settled now if the webhook hasn't come yet. Safe to repeat; poll it while `processing`. */
export const POST = async (req: MedusaRequest, res: MedusaResponse<Confirmation>) => {
  const settlement = await settleCheckout(req.scope, req.params.id)
  const placed = settlement.status === "placed" ? settlement.orderId : null
  res.json({ ...settlement, purchasesToken: placed ? await guestPurchasesToken(req.scope, placed) : null })
}
