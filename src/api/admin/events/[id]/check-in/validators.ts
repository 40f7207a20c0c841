import { z } from "@medusajs/framework/zod"
import { id } from "../../../../utils/schemas"

export const AdminCheckIn = z.strictObject({ token: z.string().trim().min(1).max(2000) })
export type AdminCheckIn = z.infer<typeof AdminCheckIn>

export const AdminUndoCheckIn = z.strictObject({ unit_id: id })
export type AdminUndoCheckIn = z.infer<typeof AdminUndoCheckIn>
