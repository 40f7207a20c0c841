import { z } from "@medusajs/framework/zod"
import { id, paging } from "../../utils/schemas"

const regionId = id.optional()

export const StoreGetEventsParams = z.strictObject({ ...paging({ most: 100 }), regionId })

export const StoreGetEventParams = z.strictObject({ regionId })

export type StoreGetEventsParamsType = z.infer<typeof StoreGetEventsParams>
export type StoreGetEventParamsType = z.infer<typeof StoreGetEventParams>
