import { z } from "@medusajs/framework/zod"
import { PLACEMENTS } from "../../../modules/offer/types"
import { STORE_SORTS } from "../../../workflows/offer/list-store-offers"

const id = z.string().min(1).max(100)
const paging = {
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  offset: z.coerce.number().int().min(0).default(0),
}
const context = {
  regionId: id.optional(),
  currencyCode: z.string().length(3).toLowerCase().optional(),
  cartId: id.optional(),
}

export const StoreListOffers = z.strictObject({
  ...paging,
  ...context,
  eventId: id.optional(),
  sessionId: id.optional(),
  placement: z.enum(PLACEMENTS).optional(),
  sort: z.enum(STORE_SORTS).default("position"),
})
export type StoreListOffers = z.infer<typeof StoreListOffers>

export const StoreRetrieveOffer = z.strictObject(context)
export type StoreRetrieveOffer = z.infer<typeof StoreRetrieveOffer>

const text = (max: number) => z.string().max(max).optional()

export const StorePurchaseOffer = z.strictObject({
  quantity: z.number().int().min(1).max(1000).default(1),
  regionId: id,
  email: z.email().max(254).optional(),
  successUrl: text(2000),
  cancelUrl: text(2000),
  shippingOptionId: id.optional(),
  shippingAddress: z
    .strictObject({
      firstName: text(100),
      lastName: text(100),
      address1: text(200),
      address2: text(200),
      city: text(100),
      province: text(100),
      postalCode: text(20),
      countryCode: z.string().length(2).toLowerCase().optional(),
      phone: text(40),
    })
    .optional(),
})
export type StorePurchaseOffer = z.infer<typeof StorePurchaseOffer>
