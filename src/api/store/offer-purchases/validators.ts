import { z } from "@medusajs/framework/zod"
import { id, paging, token } from "../../utils/schemas"

const page = paging({ limit: 50 })

export const StoreListPurchases = z.strictObject(page)
export type StoreListPurchases = z.infer<typeof StoreListPurchases>

export const StoreListGuestPurchases = z.strictObject({ ...page, token })
export type StoreListGuestPurchases = z.infer<typeof StoreListGuestPurchases>

export const StoreCreateDownloadLink = z.strictObject({ assetId: id, token: token.optional() })
export type StoreCreateDownloadLink = z.infer<typeof StoreCreateDownloadLink>

export const StoreCreateTicketLink = z.strictObject({ unitId: id, token: token.optional() })
export type StoreCreateTicketLink = z.infer<typeof StoreCreateTicketLink>
