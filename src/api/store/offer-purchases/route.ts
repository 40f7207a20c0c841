import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { guestOf } from "../../../workflows/fulfillment/buyer"
import { listStorePurchases, StorePurchase } from "../../../workflows/fulfillment/list-store-purchases"
import { StoreListGuestPurchases } from "./validators"

type Answer = { purchases: StorePurchase[]; count: number; offset: number; limit: number }

/**
 * What a guest bought with the order their link is for, and with what followed it up, newest first. Errors:
 * `purchases_token_invalid`, `purchases_token_expired`.
 */
export const GET = async (req: MedusaRequest, res: MedusaResponse<Answer>) => {
  const { limit, offset, token } = req.validatedQuery as unknown as StoreListGuestPurchases
  const { purchases, count } = await listStorePurchases(req.scope, await guestOf(req.scope, token), { limit, offset })
  // The address holds the token: nothing on the way may keep the answer.
  res.set("Cache-Control", "no-store").json({ purchases, count, offset, limit })
}
