import { model } from "@medusajs/framework/utils"
import { CODE_STATUSES } from "../types"

/** A code that opens something outside: given to one unit, once. A code that was given back stays retired. */
export const OfferAccessCode = model
  .define(
    { name: "offer_access_code", tableName: "offer_access_code" },
    {
      id: model.id({ prefix: "offcode" }).primaryKey(),
      offer_id: model.text(),
      code: model.text().searchable(),
      status: model.enum([...CODE_STATUSES]).default("available"),
      unit_id: model.text().nullable(),
      assigned_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { on: ["offer_id", "code"], unique: true, where: "deleted_at IS NULL" },
    { on: ["unit_id"], unique: true, where: "unit_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["offer_id", "status"], where: "deleted_at IS NULL" },
  ])
