import { BoughtUpgrade } from "./raised-tickets"
import { Sql } from "../../utils/sql"

/**
 * Upgrades bought and not given back: those of the given tickets, and the buyer's own that have no ticket yet.
 * @returns `age` is when they were bought, milliseconds since 1970
 */
export async function boughtUpgrades(
  sql: Sql,
  buyer: { customer_id: string } | { order_ids: string[] },
  ticketIds: string[]
): Promise<(BoughtUpgrade & { id: string; age: number })[]> {
  const [ofBuyer, whose] = "customer_id" in buyer ? ["p.customer_id = ?", buyer.customer_id] : ["p.order_id = any(?)", buyer.order_ids]
  return await sql(
    `select o.id, u.attendee_id as ticket_id, u.event_id, u.upgrade_tier, o.target_tiers, extract(epoch from p.created_at)::float8 * 1000 as age
       from offer_unit u join offer_purchase p on p.id = u.purchase_id join offer o on o.id = u.offer_id
      where u.upgrade_tier is not null and u.status <> 'REVOKED' and u.deleted_at is null and u.attendee_id = any(?)
     union all
     select o.id, null, u.event_id, u.upgrade_tier, o.target_tiers, extract(epoch from p.created_at)::float8 * 1000
       from offer_purchase p join offer_unit u on u.purchase_id = p.id join offer o on o.id = u.offer_id
      where ${ofBuyer} and p.deleted_at is null and p.status = 'PENDING'
        and u.upgrade_tier is not null and u.status = 'PENDING' and u.deleted_at is null and u.attendee_id is null`,
    [ticketIds, whose]
  )
}
