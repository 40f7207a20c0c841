import { model } from "@medusajs/framework/utils"
import { RUN_STATUSES } from "../types"
import { OfferFunnelDecision } from "./offer-funnel-decision"

/** One order's way through a funnel. Everything about it is here, so a reload, another tab or a restart changes nothing. */
export const OfferFunnelRun = model
  .define(
    { name: "offer_funnel_run", tableName: "offer_funnel_run" },
    {
      id: model.id({ prefix: "offrun" }).primaryKey(),
      funnel_id: model.text(),
      event_id: model.text(),
      /** The first order and the cart it was made from. */
      cart_id: model.text(),
      order_id: model.text(),
      status: model.enum([...RUN_STATUSES]).default("open"),
      /** The funnel's steps as they were when the run began. */
      plan: model.json(),
      accept_limit: model.number(),
      hold_fulfillment: model.boolean(),
      current_step_id: model.text().nullable(),
      started_at: model.dateTime(),
      expires_at: model.dateTime(),
      ended_at: model.dateTime().nullable(),
      /** When everybody was told that it ended: see `announceEnd`. */
      end_announced_at: model.dateTime().nullable(),
      /** The first order's payment method, if it may be charged again: see `SavedMethod`. */
      saved_method: model.json().nullable(),
      method_checked_at: model.dateTime().nullable(),
      decisions: model.hasMany(() => OfferFunnelDecision, { mappedBy: "run" }),
    }
  )
  .indexes([
    { on: ["order_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["cart_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["funnel_id"], where: "deleted_at IS NULL" },
    { on: ["expires_at"], where: "status = 'open' AND deleted_at IS NULL" },
    { on: ["ended_at"], where: "status <> 'open' AND end_announced_at IS NULL AND deleted_at IS NULL" },
  ])
