import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { guestOf } from "../../../workflows/fulfillment/buyer"
import { listStorePurchases, StorePurchase } from "../../../workflows/fulfillment/list-store-purchases"
import { StoreListGuestPurchases } from "./validators"

type Answer = { purchases: StorePurchase[]; count: number; offset: number; limit: number }

/**
 * What a guest bought with the order their link is for, and with what followed it up, newest first. It reads only, and is
 * posted all the same: in an address the token would end up in the logs. Errors: `purchases_token_invalid`,
 * `purchases_token_expired`, `sign_in_required` (401) once the order belongs to an account.
 */
export const POST = async (req: MedusaRequest<StoreListGuestPurchases>, res: MedusaResponse<Answer>) => {
  const { limit, offset, token } = req.validatedBody
  const { purchases, count } = await listStorePurchases(req.scope, await guestOf(req.scope, token), { limit, offset })
  res.json({ purchases, count, offset, limit })
}
