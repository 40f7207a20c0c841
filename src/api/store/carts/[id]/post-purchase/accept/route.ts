import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { acceptStep } from "../../../../../../workflows/funnel/accept-step"
import { PostPurchase, readPostPurchase } from "../../../../../../workflows/funnel/post-purchase"
import { StoreAnswerStep } from "../validators"

/**
 * Buys the step's offer with the first order's payment method, once however often it is sent. Where that can't be charged
 * the result's outcome is `payment_page`, with a `checkoutUrl`; a declined card's is `payment_failed`, with the reason.
 * Refuses with `funnel_step_not_current`, `funnel_expired`, `funnel_accept_limit`, or the code of the rule that forbids the offer.
 */
export const POST = async (req: MedusaRequest<StoreAnswerStep>, res: MedusaResponse<{ postPurchase: PostPurchase }>) => {
  await acceptStep(req.scope, req.params.id, req.validatedBody.stepId)
  res.json({ postPurchase: await readPostPurchase(req.scope, req.params.id) })
}
