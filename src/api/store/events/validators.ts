import { z } from "@medusajs/framework/zod"

const regionId = z.string().min(1).max(100).optional()

export const StoreGetEventsParams = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  regionId,
})

export const StoreGetEventParams = z.strictObject({ regionId })

export type StoreGetEventsParamsType = z.infer<typeof StoreGetEventsParams>
export type StoreGetEventParamsType = z.infer<typeof StoreGetEventParams>
