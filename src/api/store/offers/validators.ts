import { z } from "@medusajs/framework/zod"
import { PLACEMENTS } from "../../../modules/offer/types"
import { STORE_SORTS } from "../../../workflows/offer/list-store-offers"
import { id, paging, text } from "../../utils/schemas"

const context = {
  regionId: id.optional(),
  currencyCode: z.string().length(3).toLowerCase().optional(),
  cartId: id.optional(),
}

export const StoreListOffers = z.strictObject({
  ...paging({ limit: 50, most: 1000 }),
  ...context,
  eventId: id.optional(),
  sessionId: id.optional(),
  placement: z.enum(PLACEMENTS).optional(),
  sort: z.enum(STORE_SORTS).default("position"),
})
export type StoreListOffers = z.infer<typeof StoreListOffers>

export const StoreRetrieveOffer = z.strictObject(context)
export type StoreRetrieveOffer = z.infer<typeof StoreRetrieveOffer>

const optional = (most: number) => text(most).optional()

export const StorePurchaseOffer = z.strictObject({
  quantity: z.number().int().min(1).max(1000).default(1),
  regionId: id,
  email: z.email().max(254).optional(),
  successUrl: optional(2000),
  cancelUrl: optional(2000),
  shippingOptionId: id.optional(),
  shippingAddress: z
    .strictObject({
      firstName: optional(100),
      lastName: optional(100),
      address1: optional(200),
      address2: optional(200),
      city: optional(100),
      province: optional(100),
      postalCode: optional(20),
      countryCode: z.string().length(2).toLowerCase().optional(),
      phone: optional(40),
    })
    .optional(),
})
export type StorePurchaseOffer = z.infer<typeof StorePurchaseOffer>
