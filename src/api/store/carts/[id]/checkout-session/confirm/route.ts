import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { assertCheckoutToken } from "../../../../../../workflows/checkout/checkout-token"
import { settleCheckout, Settlement } from "../../../../../../workflows/checkout/settle-checkout"
import { guestPurchasesToken } from "../../../../../../workflows/fulfillment/buyer"
import { checkoutTokenOf } from "../../../../../utils/cart-access"

/**
 * `purchasesToken` is for a guest's own page of purchases; null before there is an order, for a customer with an account,
 * and for who can't show the `checkoutToken` of the cart.
 */
type Confirmation = Settlement & { purchasesToken: string | null }

async function purchasesTokenFor(req: MedusaRequest, { status, orderId }: Settlement): Promise<string | null> {
  if (status !== "placed" || !orderId) {
    return null
  }
  try {
    await assertCheckoutToken(req.scope, req.params.id, checkoutTokenOf(req))
  } catch {
    return null
  }
  return await guestPurchasesToken(req.scope, orderId)
}

/** What became of the payment, settled now if the webhook hasn't come yet. Safe to repeat; poll it while `processing`. */
export const POST = async (req: MedusaRequest, res: MedusaResponse<Confirmation>) => {
  const settlement = await settleCheckout(req.scope, req.params.id)
  res.json({ ...settlement, purchasesToken: await purchasesTokenFor(req, settlement) })
}
