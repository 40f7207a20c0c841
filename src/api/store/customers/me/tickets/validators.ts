import { z } from "@medusajs/framework/zod"
import { paging } from "../../../../utils/schemas"

export const StoreGetTicketsParams = z.strictObject(paging({ most: 100 }))

export type StoreGetTicketsParamsType = z.infer<typeof StoreGetTicketsParams>
