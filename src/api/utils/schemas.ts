import { z } from "@medusajs/framework/zod"

/** The id of anything. */
export const id = z.string().min(1).max(100)

/** A signed token, as `src/utils/signed-token.ts` makes them. */
export const token = z.string().min(1).max(2000)

export const text = (most: number) => z.string().max(most)

/** What somebody types to find something. */
export const search = z.string().trim().max(200)

/** A page of a list, in a query or a body. */
export const paging = ({ limit = 20, most = 200 }: { limit?: number; most?: number } = {}) => ({
  limit: z.coerce.number().int().min(1).max(most).default(limit),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

/** One value, or several as Medusa's own lists take them (`status[]=draft&status[]=published`). */
export const oneOrMore = <Value extends z.ZodType>(value: Value) => z.union([value.transform((one) => [one]), z.array(value).max(50)])
