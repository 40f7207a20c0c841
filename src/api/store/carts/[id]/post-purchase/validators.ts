import { z } from "@medusajs/framework/zod"
import { id } from "../../../../utils/schemas"

/** More than any offer costs in any currency, little enough to be counted exactly in minor units. */
const MOST = 1_000_000_000_000

export const StoreAnswerStep = z.strictObject({ stepId: id })
export type StoreAnswerStep = z.infer<typeof StoreAnswerStep>

/** `total`: the `charge.total` that was shown, the most that is charged; null when none was, so a payment page is wanted. */
export const StoreAcceptStep = StoreAnswerStep.extend({ total: z.number().min(0).max(MOST).nullable() })
export type StoreAcceptStep = z.infer<typeof StoreAcceptStep>
