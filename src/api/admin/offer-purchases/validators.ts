import { z } from "@medusajs/framework/zod"
import { id, paging, search } from "../../utils/schemas"

export const AdminListOfferPurchases = z.strictObject({
  ...paging(),
  q: search.optional(),
  offer_id: id.optional(),
  order_id: id.optional(),
  customer_id: id.optional(),
})
export type AdminListOfferPurchases = z.infer<typeof AdminListOfferPurchases>

export const AdminRefundOfferPurchase = z.strictObject({
  quantity: z.number().int().min(1).max(1_000_000),
  restock: z.boolean(),
  note: z.string().trim().max(500).nullish(),
  /** Units the organizer saw as refunded: what was refunded since makes this request an old one. */
  seen_refunded_quantity: z.number().int().min(0),
  /** The money went back in Medusa's payment panel: nothing is sent. */
  already_returned: z.boolean().optional(),
})
export type AdminRefundOfferPurchase = z.infer<typeof AdminRefundOfferPurchase>

/** The order that a question or a link is about. */
export const AdminOfferPurchaseOrder = z.strictObject({ order_id: id })
export type AdminOfferPurchaseOrder = z.infer<typeof AdminOfferPurchaseOrder>
