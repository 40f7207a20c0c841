import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listStorePurchases, StorePurchase } from "../../../../../workflows/fulfillment/list-store-purchases"
import { StoreListPurchases } from "../../../offer-purchases/validators"

type Answer = { purchases: StorePurchase[]; count: number; offset: number; limit: number }

/** What the signed-in attendee bought, newest first. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<Answer>) => {
  const { limit, offset } = req.validatedQuery as unknown as StoreListPurchases
  const { purchases, count } = await listStorePurchases(req.scope, { customer_id: req.auth_context.actor_id }, { limit, offset })
  res.json({ purchases, count, offset, limit })
}
