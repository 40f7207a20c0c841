import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { settleCheckout, Settlement } from "../../../../../../workflows/checkout/settle-checkout"

/** What became of the payment, settled now if the webhook hasn't come yet. Safe to repeat; poll it while `processing`. */
export const POST = async (req: MedusaRequest, res: MedusaResponse<Settlement>) => {
  res.json(await settleCheckout(req.scope, req.params.id))
}
