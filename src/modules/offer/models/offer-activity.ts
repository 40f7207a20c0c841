import { model } from "@medusajs/framework/utils"
import { ACTIVITY_KINDS } from "../types"

/** Append-only trail of an offer's stock and money. Never updated, never read to decide. */
export const OfferActivity = model
  .define(
    { name: "offer_activity", tableName: "offer_activity" },
    {
      id: model.id({ prefix: "offact" }).primaryKey(),
      offer_id: model.text(),
      hold_id: model.text().nullable(),
      cart_id: model.text().nullable(),
      order_id: model.text().nullable(),
      kind: model.enum([...ACTIVITY_KINDS]),
      quantity: model.number(),
      cause: model.text().nullable(),
    }
  )
  .indexes([{ on: ["offer_id", "created_at"] }, { on: ["cart_id"] }])
