import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeUnits } from "../../../../workflows/fulfillment/change-units"
import { AdminOfferUnitIds } from "../validators"

/** Takes deliveries by hand back, check-ins included. */
export const POST = async (req: AuthenticatedMedusaRequest<AdminOfferUnitIds>, res: MedusaResponse) => {
  res.json({ results: await changeUnits(req.scope, "reopen", req.validatedBody.ids, req.auth_context.actor_id) })
}
