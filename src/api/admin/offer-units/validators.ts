import { z } from "@medusajs/framework/zod"
import { UNIT_STATUSES } from "../../../modules/offer/types"

const id = z.string().min(1).max(100)

export const AdminListOfferUnits = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(20),
  offset: z.coerce.number().int().min(0).default(0),
  q: z.string().trim().max(200).optional(),
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
