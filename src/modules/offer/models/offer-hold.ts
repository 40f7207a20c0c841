import { model } from "@medusajs/framework/utils"
import { HOLD_STATUSES } from "../types"

/** Stock kept for one cart for a while. Live means `ordering`, or `active` and `expires_at` ahead of PostgreSQL's clock. */
export const OfferHold = model
  .define(
    { name: "offer_hold", tableName: "offer_hold" },
    {
      id: model.id({ prefix: "offhold" }).primaryKey(),
      offer_id: model.text(),
      cart_id: model.text(),
      line_item_id: model.text().nullable(),
      order_id: model.text().nullable(),
      customer_id: model.text().nullable(),
      email: model.text().nullable(),
      quantity: model.number(),
      status: model.enum([...HOLD_STATUSES]).default("active"),
      expires_at: model.dateTime(),
      renewals: model.number().default(0),
      payment_started_at: model.dateTime().nullable(),
      /** Why an ended hold ended: shown to the attendee and kept for the trail. */
      end_cause: model.text().nullable(),
      /** When the sweep last took its cart up: one that can't be settled doesn't keep the others waiting. */
      checked_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { on: ["cart_id", "offer_id"], unique: true, where: "status IN ('active', 'ordering') AND deleted_at IS NULL" },
    { on: ["offer_id"], where: "status IN ('active', 'ordering') AND deleted_at IS NULL" },
    { on: ["expires_at"], where: "status = 'active' AND deleted_at IS NULL" },
    { on: ["updated_at"], where: "status = 'ordering' AND deleted_at IS NULL" },
    { on: ["cart_id"], where: "deleted_at IS NULL" },
  ])
  .checks([{ name: "offer_hold_quantity_positive", expression: (columns) => `${columns.quantity} > 0` }])
