import { model } from "@medusajs/framework/utils"

/** A direct purchase under a key that its storefront made up: sent again, the request leads to the same cart. */
export const DirectPurchase = model
  .define(
    { name: "offer_direct_purchase", tableName: "offer_direct_purchase" },
    {
      id: model.id({ prefix: "offdir" }).primaryKey(),
      key: model.text(),
      /** A hash of what was asked for, and by whom. */
      fingerprint: model.text(),
      cart_id: model.text(),
    }
  )
  .indexes([{ on: ["key"], unique: true, where: "deleted_at IS NULL" }])
