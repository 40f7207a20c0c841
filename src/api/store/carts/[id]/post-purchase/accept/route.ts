import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { acceptStep } from "../../../../../../workflows/funnel/accept-step"
import { PostPurchase, readPostPurchase } from "../../../../../../workflows/funnel/post-purchase"
import { StoreAcceptStep } from "../validators"

/**
 * Buys the step's offer with the first order's payment method, once however often it is sent. Where that can't be charged
 * the result's outcome is `payment_page`, with a `checkoutUrl`; a declined card's is `payment_failed`, with the reason.
 * Send the `charge.total` that was shown as `total` (major units): where it comes to more by now nothing is charged, and the
 * step is offered again with its new total. `total: null` says that none was shown, and asks for a payment page.
 * Refuses with `funnel_step_not_current`, `funnel_expired`, `funnel_accept_limit`, `funnel_total_changed`, or the code of the
 * rule that forbids the offer.
 */
export const POST = async (req: MedusaRequest<StoreAcceptStep>, res: MedusaResponse<{ postPurchase: PostPurchase }>) => {
  const { stepId, total } = req.validatedBody
  await acceptStep(req.scope, req.params.id, stepId, total)
  res.json({ postPurchase: await readPostPurchase(req.scope, req.params.id) })
}
