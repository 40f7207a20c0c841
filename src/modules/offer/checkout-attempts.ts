import { generateEntityId } from "@medusajs/framework/utils"
import { Sql } from "./sql"

/** A check costs a call to the payment vendor: soon at first, then ever more rarely. */
const LONGEST_PAUSE_SECONDS = 600

/** No payment page lives longer than a day; a cart still unpaid then is an abandoned one. */
const LONGEST_WATCH = "25 hours"

/** Begins or resumes the watch over a cart; the fast paths have `patienceSeconds` to themselves. */
export async function openAttempt(sql: Sql, cartId: string, patienceSeconds: number): Promise<void> {
  await sql(
    `insert into offer_checkout_attempt (id, cart_id, is_open, next_check_at)
     values (?, ?, true, clock_timestamp() + make_interval(secs => ?))
     on conflict (cart_id) where deleted_at is null
     do update set is_open = true, next_check_at = excluded.next_check_at, created_at = clock_timestamp(), updated_at = clock_timestamp()`,
    [generateEntityId(undefined, "offchk"), cartId, patienceSeconds]
  )
}

export async function closeAttempt(sql: Sql, cartId: string): Promise<void> {
  await sql(`update offer_checkout_attempt set is_open = false, updated_at = clock_timestamp() where cart_id = ? and is_open`, [cartId])
}

/**
 * Takes the carts whose check is due and plans their next one at once, after a pause of half their age: two nodes
 * share the work, and a cart that can't be settled now doesn't keep the others waiting.
 */
export async function takeDueAttempts(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql<{ cart_id: string }>(
    `update offer_checkout_attempt
        set is_open = clock_timestamp() - created_at < interval '${LONGEST_WATCH}',
            next_check_at = clock_timestamp()
              + least(make_interval(secs => ?), greatest(interval '1 second', (clock_timestamp() - created_at) / 2))
      where id in (select id from offer_checkout_attempt
                    where is_open and next_check_at <= clock_timestamp() and deleted_at is null
                    order by next_check_at limit ? for update skip locked)
      returning cart_id`,
    [LONGEST_PAUSE_SECONDS, limit]
  )
  return rows.map((row) => row.cart_id)
}
