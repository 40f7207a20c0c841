import { z } from "@medusajs/framework/zod"
import { id, text } from "../../utils/schemas"

/** More than anyone buys, little enough to be counted safely. */
const MAX_QUANTITY = 1000

const url = text(2000)
const email = z.email().max(254)

export const StoreAddCartOffer = z.strictObject({
  offerId: id,
  quantity: z.number().int().min(1).max(MAX_QUANTITY).default(1),
  sessionId: text(100).optional(),
})
export type StoreAddCartOffer = z.infer<typeof StoreAddCartOffer>

export const StoreSetCartOffer = z.strictObject({ quantity: z.number().int().min(0).max(MAX_QUANTITY) })
export type StoreSetCartOffer = z.infer<typeof StoreSetCartOffer>

export const StoreStartCheckout = z.strictObject({
  email: email.optional(),
  successUrl: url.optional(),
  cancelUrl: url.optional(),
})
export type StoreStartCheckout = z.infer<typeof StoreStartCheckout>
