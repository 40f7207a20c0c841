import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeUnits } from "../../../../workflows/fulfillment/change-units"
import { AdminOfferUnitIds } from "../validators"

/** Marks units as delivered by hand. Each is answered for itself: one that was refunded keeps no other from it. */
export const POST = async (req: AuthenticatedMedusaRequest<AdminOfferUnitIds>, res: MedusaResponse) => {
  res.json({ results: await changeUnits(req.scope, "fulfill", req.validatedBody.ids, req.auth_context.actor_id) })
}
