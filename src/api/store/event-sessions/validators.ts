import { z } from "@medusajs/framework/zod"
import { id } from "../../utils/schemas"

export const StoreGetEventSessionParams = z.strictObject({})

/** Which of the customer's tickets takes or gives back the seat; left out, the first that can. */
export const StoreRegistration = z.strictObject({ attendeeId: id.optional() })

export type StoreRegistrationType = z.infer<typeof StoreRegistration>
