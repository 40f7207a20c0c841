import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAdminPurchases } from "../../../workflows/refund/list-admin-purchases"
import { AdminListOfferPurchases } from "./validators"

/** Purchases, newest first, with what can still be refunded of them. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset, ...filter } = req.validatedQuery as unknown as AdminListOfferPurchases
  res.json({ ...(await listAdminPurchases(req.scope, filter, limit, offset)), limit, offset })
}
