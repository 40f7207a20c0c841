import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAdminUnits } from "../../../workflows/fulfillment/list-admin-units"
import { AdminListOfferUnits } from "./validators"

/** Units that were bought, with what became of their delivery; the oldest that is owed first. `summary` counts all that match but for `status` and `has_problem`. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset, ...filter } = req.validatedQuery as unknown as AdminListOfferUnits
  res.json({ ...(await listAdminUnits(req.scope, filter, limit, offset)), limit, offset })
}
