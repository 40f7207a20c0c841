import { generateEntityId } from "@medusajs/framework/utils"
import { Sql } from "../../utils/sql"

/** A check costs a call to the payment vendor: soon at first, then ever more rarely. */
const LONGEST_PAUSE = "10 minutes"

/** No payment page lives longer than a day; a cart still unpaid then is an abandoned one, unless a bank is at work. */
const LONGEST_WATCH = "25 hours"

/**
 * Begins the watch over a cart, or begins it anew.
 * @param stage `paying`: it may be paid from now on · `completing`: Medusa begins to make an order of it
 */
export async function openAttempt(sql: Sql, cartId: string, stage: "paying" | "completing"): Promise<void> {
  await sql(
    `insert into offer_checkout_attempt (id, cart_id, is_open, opened_at, completing_at)
     values (?, ?, true, clock_timestamp(), case when ? then clock_timestamp() end)
     on conflict (cart_id) where deleted_at is null
     do update set is_open = true, opened_at = excluded.opened_at, checked_at = null, processing_at = null, updated_at = clock_timestamp(),
                   completing_at = coalesce(excluded.completing_at, offer_checkout_attempt.completing_at)`,
    [generateEntityId(undefined, "offchk"), cartId, stage === "completing"]
  )
}

/** The bank is at work on the cart's payment: the watch goes on for as long as that is heard of. */
export async function noteProcessing(sql: Sql, cartId: string): Promise<void> {
  await sql(
    `insert into offer_checkout_attempt (id, cart_id, is_open, opened_at, processing_at)
     values (?, ?, true, clock_timestamp(), clock_timestamp())
     on conflict (cart_id) where deleted_at is null
     do update set is_open = true, processing_at = excluded.processing_at, updated_at = clock_timestamp()`,
    [generateEntityId(undefined, "offchk"), cartId]
  )
}

/** Of a hold: its cart's payment is at the bank, so that only the watch over it, at its pace, can find anything new. */
export const AT_THE_BANK = `exists (select 1 from offer_checkout_attempt attempt
  where attempt.cart_id = offer_hold.cart_id and attempt.is_open and attempt.processing_at is not null and attempt.deleted_at is null)`

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
        set checked_at = clock_timestamp(), is_open = clock_timestamp() - greatest(opened_at, processing_at) < interval '${LONGEST_WATCH}'
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
