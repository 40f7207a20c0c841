import { generateEntityId } from "@medusajs/framework/utils"
import { Sql } from "../../utils/sql"

/** A check costs a call to the payment vendor: soon at first, then ever more rarely. */
const LONGEST_PAUSE = "10 minutes"

/** No payment page lives longer than a day; a cart still unpaid then is an abandoned one. */
const LONGEST_WATCH = "25 hours"

/** Begins the watch over a cart, or begins it anew. */
export async function openAttempt(sql: Sql, cartId: string): Promise<void> {
  await sql(
    `insert into offer_checkout_attempt (id, cart_id, is_open, opened_at)
     values (?, ?, true, clock_timestamp())
     on conflict (cart_id) where deleted_at is null
     do update set is_open = true, opened_at = excluded.opened_at, checked_at = null, updated_at = clock_timestamp()`,
    [generateEntityId(undefined, "offchk"), cartId]
  )
}

export async function closeAttempt(sql: Sql, cartId: string): Promise<void> {
  await sql(`update offer_checkout_attempt set is_open = false, updated_at = clock_timestamp() where cart_id = ? and is_open`, [cartId])
}

/**
 * Takes the carts that are due: first when the fast paths have had their `patienceSeconds`, then after pauses of half
 * the time since. Taking notes the check, so two nodes share the work, and a cart that can't be settled now doesn't keep
 * the others waiting.
 */
export async function takeDueAttempts(sql: Sql, patienceSeconds: number, limit: number): Promise<string[]> {
  const rows = await sql<{ cart_id: string }>(
    `update offer_checkout_attempt
        set checked_at = clock_timestamp(), is_open = clock_timestamp() - opened_at < interval '${LONGEST_WATCH}'
      where id in (select id from offer_checkout_attempt
                    where is_open and deleted_at is null
                      and opened_at + make_interval(secs => ?) <= clock_timestamp()
                      and (checked_at is null
                           or checked_at + least(interval '${LONGEST_PAUSE}', (checked_at - opened_at) / 2) <= clock_timestamp())
                    order by checked_at nulls first, opened_at limit ? for update skip locked)
      returning cart_id`,
    [patienceSeconds, limit]
  )
  return rows.map((row) => row.cart_id)
}
