import { model } from "@medusajs/framework/utils"

/**
 * A cart on its way to an order, from the moment its payment may begin until the order is written down. It is what the
 * sweep reads to find carts whose server died underway.
 */
export const CheckoutAttempt = model
  .define(
    { name: "offer_checkout_attempt", tableName: "offer_checkout_attempt" },
    {
      id: model.id({ prefix: "offchk" }).primaryKey(),
      cart_id: model.text(),
      is_open: model.boolean().default(true),
      opened_at: model.dateTime(),
      /** When Medusa last began to make an order of it: before that there can't be half an order. */
      completing_at: model.dateTime().nullable(),
      /** When Stripe last said that the bank is at work on the payment, which may take days. */
      processing_at: model.dateTime().nullable(),
      /** When the sweep last looked at it. */
      checked_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { on: ["cart_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["opened_at"], where: "is_open AND deleted_at IS NULL" },
  ])
