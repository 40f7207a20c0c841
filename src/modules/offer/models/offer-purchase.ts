import { model } from "@medusajs/framework/utils"
import { DELIVERY_METHODS, OFFER_TYPES, PURCHASE_STATUSES } from "../types"

/** One order line that sold an offer: at most one row a line, whoever reports the order and however often. */
export const OfferPurchase = model
  .define(
    { name: "offer_purchase", tableName: "offer_purchase" },
    {
      id: model.id({ prefix: "offpur" }).primaryKey(),
      offer_id: model.text(),
      event_id: model.text(),
      hold_id: model.text().nullable(),
      order_id: model.text(),
      order_line_item_id: model.text(),
      customer_id: model.text().nullable(),
      email: model.text().nullable(),
      /** Title, type and image as bought: a later change of the offer doesn't rewrite history. */
      title: model.text(),
      type: model.enum([...OFFER_TYPES]),
      image_url: model.text().nullable(),
      delivery_method: model.enum([...DELIVERY_METHODS]).default("MANUAL"),
      /** Units ever bought by this line: an edit of the order that adds some makes it more, none makes it less. */
      quantity: model.number(),
      /** Units given back: refunded here, returned, taken off the order, or with it. */
      refunded_quantity: model.number().default(0),
      /** Units of those that can be sold again; a damaged return is refunded but not restocked. */
      restocked_quantity: model.number().default(0),
      /** Units taken off the order by an edit: what the order's line says today is `quantity` less these. */
      removed_quantity: model.number().default(0),
      /** Of those, units that had not been refunded here before: the edit itself gave them back. */
      net_removed_quantity: model.number().default(0),
      unit_price: model.bigNumber(),
      total: model.bigNumber(),
      currency_code: model.text(),
      status: model.enum([...PURCHASE_STATUSES]).default("PENDING"),
    }
  )
  .indexes([
    { on: ["order_line_item_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["offer_id", "created_at"], where: "deleted_at IS NULL" },
    { on: ["customer_id", "created_at"], where: "deleted_at IS NULL" },
    { on: ["offer_id", "email"], where: "deleted_at IS NULL" },
    { on: ["order_id"], where: "deleted_at IS NULL" },
  ])
  .checks([
    {
      name: "offer_purchase_returned_within_bought",
      expression: (columns) =>
        `${columns.restocked_quantity} >= 0 AND ${columns.restocked_quantity} <= ${columns.refunded_quantity} AND ${columns.refunded_quantity} <= ${columns.quantity}`,
    },
    {
      name: "offer_purchase_removed_within_bought",
      expression: (columns) => `${columns.removed_quantity} >= 0 AND ${columns.removed_quantity} <= ${columns.quantity}`,
    },
    {
      name: "offer_purchase_net_removed_within_removed",
      expression: (columns) => `${columns.net_removed_quantity} >= 0 AND ${columns.net_removed_quantity} <= ${columns.removed_quantity}`,
    },
  ])
