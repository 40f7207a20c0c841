import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PostPurchase, readPostPurchase } from "../../../../../workflows/funnel/post-purchase"

/** One-time offers after the order that this cart became: what is offered now, until when, and what was answered. */
export const GET = async (req: MedusaRequest, res: MedusaResponse<{ postPurchase: PostPurchase }>) => {
  res.json({ postPurchase: await readPostPurchase(req.scope, req.params.id) })
}
