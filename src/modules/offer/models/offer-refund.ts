import { model } from "@medusajs/framework/utils"
import { REFUND_STATUSES } from "../types"

/**
 * Money that goes back for units of a purchase, or went back elsewhere. Written together with the units' revocation, before the payment vendor
 * is told: a crash in between leaves it `pending` for the sweep, never forgotten and never paid twice.
 */
export const OfferRefund = model
  .define(
    { name: "offer_refund", tableName: "offer_refund" },
    {
      id: model.id({ prefix: "offref" }).primaryKey(),
      purchase_id: model.text(),
      order_id: model.text(),
      quantity: model.number(),
      restock: model.boolean(),
      /** Major units. */
      amount: model.bigNumber(),
      currency_code: model.text(),
      /** The money went back in Medusa's own payment panel; this only says what for, and sends nothing. */
      sent_elsewhere: model.boolean().default(false),
      note: model.text().nullable(),
      created_by: model.text().nullable(),
      status: model.enum([...REFUND_STATUSES]).default("pending"),
      error: model.text().nullable(),
      attempts: model.number().default(0),
      next_attempt_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { on: ["purchase_id"], where: "deleted_at IS NULL" },
    { on: ["order_id"], where: "deleted_at IS NULL" },
    { on: ["next_attempt_at"], where: "status <> 'done' AND deleted_at IS NULL" },
  ])
  .checks([{ name: "offer_refund_quantity_positive", expression: (columns) => `${columns.quantity} > 0` }])
