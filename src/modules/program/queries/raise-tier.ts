import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { TicketTier } from "../types"

/** Raises a ticket to a tier, or to the one it was bought with when `tier` is null or lower. Again changes nothing. */
export async function raiseTier(knex: Knex, attendeeId: string, tier: TicketTier | null): Promise<void> {
  await knex.raw(
    `update program_attendee
        set bought_tier = coalesce(bought_tier, tier),
            tier = case when array_position(array['STANDARD', 'PREMIUM', 'VIP'], ?::text)
                           > array_position(array['STANDARD', 'PREMIUM', 'VIP'], coalesce(bought_tier, tier)::text)
                        then ? else coalesce(bought_tier, tier) end,
            updated_at = now()
      where id = ? and deleted_at is null`,
    [tier, tier, attendeeId]
  )
}
