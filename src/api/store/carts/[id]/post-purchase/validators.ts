import { z } from "@medusajs/framework/zod"

export const StoreAnswerStep = z.strictObject({ stepId: z.string().min(1).max(100) })
export type StoreAnswerStep = z.infer<typeof StoreAnswerStep>
