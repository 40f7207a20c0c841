import { model } from "@medusajs/framework/utils"
import { Offer } from "./offer"

/**
 * An offer's price in one currency, in major units. The cart's price is Medusa's (the variant's price set);
 * this row mirrors it for fast listing, adds the compare-at price, and knows its twin in the vendor's catalogue.
 */
export const OfferPrice = model
  .define(
    { name: "offer_price", tableName: "offer_price" },
    {
      id: model.id({ prefix: "offprice" }).primaryKey(),
      offer: model.belongsTo(() => Offer, { mappedBy: "prices" }),
      currency_code: model.text(),
      amount: model.bigNumber(),
      compare_at_amount: model.bigNumber().nullable(),
      catalog_price_id: model.text().nullable(),
      /** The amount the vendor's price was made with: it differs from `amount` until the next sync. */
      catalog_amount: model.bigNumber().nullable(),
    }
  )
  .indexes([{ on: ["offer_id", "currency_code"], unique: true, where: "deleted_at IS NULL" }])
