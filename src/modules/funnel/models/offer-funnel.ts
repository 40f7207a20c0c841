import { model } from "@medusajs/framework/utils"
import { FUNNEL_STATUSES } from "../types"
import { OfferFunnelStep } from "./offer-funnel-step"

/** What is offered after an order of an event, in which order, and for how long. At most one of an event is active. */
export const OfferFunnel = model
  .define(
    { name: "offer_funnel", tableName: "offer_funnel" },
    {
      id: model.id({ prefix: "offfun" }).primaryKey(),
      event_id: model.text(),
      name: model.text().searchable(),
      status: model.enum([...FUNNEL_STATUSES]).default("draft"),
      window_minutes: model.number(),
      /** Whether the first order waits, so that it can be sent together with what is bought in the funnel. */
      hold_fulfillment: model.boolean().default(false),
      accept_limit: model.number(),
      steps: model.hasMany(() => OfferFunnelStep, { mappedBy: "funnel" }),
    }
  )
  .cascades({ delete: ["steps"] })
  .indexes([
    { name: "IDX_offer_funnel_active_unique", on: ["event_id"], unique: true, where: "status = 'active' AND deleted_at IS NULL" },
    { on: ["event_id", "status"], where: "deleted_at IS NULL" },
  ])
