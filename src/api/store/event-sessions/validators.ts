import { z } from "@medusajs/framework/zod"

export const StoreGetEventSessionParams = z.strictObject({})

/** Which of the customer's tickets takes or gives back the seat; left out, the first that can. */
export const StoreRegistration = z.strictObject({ attendeeId: z.string().min(1).max(100).optional() })

export type StoreRegistrationType = z.infer<typeof StoreRegistration>
