import { model } from "@medusajs/framework/utils"
import { CATALOG_STATUSES, CODE_SOURCES, DELIVERY_METHODS, OFFER_STATUSES, OFFER_TYPES, TICKET_TIERS } from "../types"
import { OfferPrice } from "./offer-price"

export const Offer = model
  .define(
    { name: "offer", tableName: "offer" },
    {
      id: model.id({ prefix: "offer" }).primaryKey(),
      event_id: model.text(),
      type: model.enum([...OFFER_TYPES]),
      title: model.text().searchable(),
      description: model.text().nullable(),
      image_url: model.text().nullable(),
      status: model.enum([...OFFER_STATUSES]).default("draft"),
      placements: model.array(),
      target_session_ids: model.array(),
      target_tiers: model.array(),
      /** Units there are in all; null is unlimited. */
      inventory_total: model.number().nullable(),
      /** Units sold and not returned; changed only together with a hold or purchase, under the row's lock. */
      sold: model.number().default(0),
      per_customer_limit: model.number().nullable(),
      per_order_limit: model.number().nullable(),
      requires_ticket: model.boolean().default(false),
      /** Units that may be bought for each ticket the buyer has. */
      per_ticket_limit: model.number().nullable(),
      requires_shipping: model.boolean().default(false),
      delivery_method: model.enum([...DELIVERY_METHODS]).default("MANUAL"),
      /** The tier an upgrade raises a ticket to. */
      upgrade_tier: model.enum([...TICKET_TIERS]).nullable(),
      /** An upgrade that costs what the better ticket costs more than the buyer's; the offer's own price where that isn't known. */
      charges_difference: model.boolean().default(false),
      /** With `uploaded` codes, `inventory_total` is how many there are. */
      code_source: model.enum([...CODE_SOURCES]).nullable(),
      starts_at: model.dateTime().nullable(),
      expires_at: model.dateTime().nullable(),
      position: model.number().default(0),
      product_id: model.text(),
      variant_id: model.text(),
      /** True when the organizer chose an existing variant: then the same variant may also be sold outside the offer. */
      variant_linked: model.boolean().default(false),
      prices: model.hasMany(() => OfferPrice, { mappedBy: "offer" }),
      /** Counts changes that a payment vendor's catalogue must follow. */
      revision: model.number().default(1),
      catalog_status: model.enum([...CATALOG_STATUSES]).default("pending"),
      catalog_product_id: model.text().nullable(),
      catalog_error: model.text().nullable(),
      catalog_attempts: model.number().default(0),
      catalog_next_attempt_at: model.dateTime().nullable(),
      catalog_synced_at: model.dateTime().nullable(),
    }
  )
  .cascades({ delete: ["prices"] })
  .indexes([
    { on: ["event_id", "status"], where: "deleted_at IS NULL" },
    { on: ["variant_id"], where: "deleted_at IS NULL" },
    { on: ["catalog_next_attempt_at"], where: "catalog_status IN ('pending', 'failed') AND deleted_at IS NULL" },
  ])
  .checks([
    { name: "offer_sold_not_negative", expression: (columns) => `${columns.sold} >= 0` },
    { name: "offer_total_not_negative", expression: (columns) => `${columns.inventory_total} IS NULL OR ${columns.inventory_total} >= 0` },
  ])
