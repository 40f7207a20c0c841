import { model } from "@medusajs/framework/utils"

/** A file that buyers of the offer may download. Its bytes are with Medusa's File module, private. */
export const OfferAsset = model
  .define(
    { name: "offer_asset", tableName: "offer_asset" },
    {
      id: model.id({ prefix: "offasset" }).primaryKey(),
      offer_id: model.text(),
      name: model.text(),
      mime_type: model.text(),
      /** Bytes. */
      size: model.number(),
      /** The File module's key. */
      file_id: model.text(),
    }
  )
  .indexes([{ on: ["offer_id"], where: "deleted_at IS NULL" }])
