import { z } from "@medusajs/framework/zod"
import { UNIT_STATUSES } from "../../../modules/offer/types"
import { id, paging, search } from "../../utils/schemas"

export const AdminListOfferUnits = z.strictObject({
  ...paging(),
  q: search.optional(),
  offer_id: id.optional(),
  order_id: id.optional(),
  customer_id: id.optional(),
  event_id: id.optional(),
  status: z.enum(UNIT_STATUSES).optional(),
  has_problem: z.stringbool().optional(),
})
export type AdminListOfferUnits = z.infer<typeof AdminListOfferUnits>

export const AdminOfferUnitIds = z.strictObject({ ids: z.array(id).min(1).max(200) })
export type AdminOfferUnitIds = z.infer<typeof AdminOfferUnitIds>
