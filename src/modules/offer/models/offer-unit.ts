import { model } from "@medusajs/framework/utils"
import { DELIVERY_METHODS, TICKET_TIERS, UNIT_STATUSES } from "../types"

/** One unit of a purchase, and what became of its delivery. Written together with the purchase, in one transaction. */
export const OfferUnit = model
  .define(
    { name: "offer_unit", tableName: "offer_unit" },
    {
      id: model.id({ prefix: "offunit" }).primaryKey(),
      purchase_id: model.text(),
      offer_id: model.text(),
      event_id: model.text(),
      order_id: model.text(),
      /** 0 to quantity - 1. */
      position: model.number(),
      delivery_method: model.enum([...DELIVERY_METHODS]),
      status: model.enum([...UNIT_STATUSES]).default("PENDING"),
      /** The ticket this unit belongs to, for offers that need one. */
      attendee_id: model.text().nullable(),
      /** The tier an upgrade raises that ticket to. */
      upgrade_tier: model.enum([...TICKET_TIERS]).nullable(),
      checked_in_at: model.dateTime().nullable(),
      checked_in_by: model.text().nullable(),
      fulfilled_at: model.dateTime().nullable(),
      /** A user's id, or null for what needs nobody. */
      fulfilled_by: model.text().nullable(),
      revoked_at: model.dateTime().nullable(),
      /** Why the last attempt to deliver failed; null once it worked. */
      problem_code: model.text().nullable(),
      problem_message: model.text().nullable(),
      attempts: model.number().default(0),
      /** When the sweep has work with this unit: to deliver it, or to lower a ticket again that it had raised. */
      next_attempt_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { on: ["purchase_id", "position"], unique: true, where: "deleted_at IS NULL" },
    { on: ["offer_id", "status", "created_at"], where: "deleted_at IS NULL" },
    { on: ["event_id", "status", "created_at"], where: "deleted_at IS NULL" },
    { on: ["order_id"], where: "deleted_at IS NULL" },
    { on: ["attendee_id"], where: "attendee_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["next_attempt_at"], where: "next_attempt_at IS NOT NULL AND deleted_at IS NULL" },
  ])
  .checks([{ name: "offer_unit_position_not_negative", expression: (columns) => `${columns.position} >= 0` }])
