import { z } from "@medusajs/framework/zod"

const id = z.string().min(1).max(100)
const token = z.string().min(1).max(2000)
const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
}

export const StoreListPurchases = z.strictObject(paging)
export type StoreListPurchases = z.infer<typeof StoreListPurchases>

export const StoreListGuestPurchases = z.strictObject({ ...paging, token })
export type StoreListGuestPurchases = z.infer<typeof StoreListGuestPurchases>

export const StoreCreateDownloadLink = z.strictObject({ assetId: id, token: token.optional() })
export type StoreCreateDownloadLink = z.infer<typeof StoreCreateDownloadLink>

export const StoreCreateTicketLink = z.strictObject({ unitId: id, token: token.optional() })
export type StoreCreateTicketLink = z.infer<typeof StoreCreateTicketLink>
