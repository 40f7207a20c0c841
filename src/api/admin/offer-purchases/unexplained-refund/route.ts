import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { UnexplainedRefund, unexplainedRefund } from "../../../../workflows/refund/unexplained-refund"
import { AdminOfferPurchaseOrder } from "../validators"

/**
 * What of an order's money went back in Medusa's payment panel without saying what for, in major units: 0 for most
 * orders. Error: `order_not_found`.
 */
export const GET = async (req: MedusaRequest, res: MedusaResponse<{ unexplained_refund: UnexplainedRefund }>) => {
  const { order_id } = req.validatedQuery as unknown as AdminOfferPurchaseOrder
  res.json({ unexplained_refund: await unexplainedRefund(req.scope, order_id) })
}
