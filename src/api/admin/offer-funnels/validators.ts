import { z } from "@medusajs/framework/zod"
import { FUNNEL_STATUSES, LONGEST_WINDOW_MINUTES, MOST_ACCEPTS } from "../../../modules/funnel/types"
import { id, oneOrMore, paging, search } from "../../utils/schemas"

const key = z.string().trim().min(1).max(60)

const step = z.strictObject({
  key,
  offer_id: id,
  headline: z.string().trim().min(1).max(200),
  message: z.string().max(2000).nullable().default(null),
  on_accept: key.nullable().default(null),
  on_decline: key.nullable().default(null),
})

const fields = {
  name: z.string().trim().min(1).max(200),
  status: z.enum(FUNNEL_STATUSES),
  window_minutes: z.number().int().min(1).max(LONGEST_WINDOW_MINUTES),
  hold_fulfillment: z.boolean(),
  accept_limit: z.number().int().min(1).max(MOST_ACCEPTS),
  /** How many are too many is the graph's rule; this keeps a request small. */
  steps: z.array(step).max(100),
}

export const AdminCreateFunnel = z.strictObject({
  ...fields,
  event_id: id,
  status: fields.status.default("draft"),
  window_minutes: fields.window_minutes.default(15),
  hold_fulfillment: fields.hold_fulfillment.default(false),
  accept_limit: fields.accept_limit.default(MOST_ACCEPTS),
  steps: fields.steps.default([]),
})
export type AdminCreateFunnel = z.infer<typeof AdminCreateFunnel>

/** The event may be sent along, but not changed. */
export const AdminUpdateFunnel = z.strictObject({ ...fields, event_id: id }).partial()
export type AdminUpdateFunnel = z.infer<typeof AdminUpdateFunnel>

export const AdminListFunnels = z.strictObject({
  q: search.optional(),
  event_id: oneOrMore(id).optional(),
  status: oneOrMore(z.enum(FUNNEL_STATUSES)).optional(),
  ...paging(),
})
export type AdminListFunnels = z.infer<typeof AdminListFunnels>
