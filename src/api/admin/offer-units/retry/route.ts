import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeUnits } from "../../../../workflows/fulfillment/change-units"
import { AdminOfferUnitIds } from "../validators"

/** Tries deliveries that failed again, now instead of at their next attempt. */
export const POST = async (req: AuthenticatedMedusaRequest<AdminOfferUnitIds>, res: MedusaResponse) => {
  res.json({ results: await changeUnits(req.scope, "retry", req.validatedBody.ids, req.auth_context.actor_id) })
}
