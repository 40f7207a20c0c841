import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { declineStep } from "../../../../../../workflows/funnel/decline-step"
import { PostPurchase, readPostPurchase } from "../../../../../../workflows/funnel/post-purchase"
import { StoreAnswerStep } from "../validators"

/**
 * Says no to the step's offer; the answer has what is offered instead. Refuses with `funnel_step_not_current`,
 * `funnel_expired`, `funnel_payment_in_progress`.
 */
export const POST = async (req: MedusaRequest<StoreAnswerStep>, res: MedusaResponse<{ postPurchase: PostPurchase }>) => {
  await declineStep(req.scope, req.params.id, req.validatedBody.stepId)
  res.json({ postPurchase: await readPostPurchase(req.scope, req.params.id) })
}
