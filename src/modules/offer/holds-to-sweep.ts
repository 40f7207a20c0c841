import { AT_THE_BANK } from "./checkout-attempts"
import { Sql } from "../../utils/sql"

/**
 * Takes carts whose holds need the sweep: those looked at longest ago first, so that however many can't be settled, none of
 * the others waits for them. The look is noted where nobody is at work on the hold, for whoever is will see to it.
 * @param due which holds, and since when: the oldest first
 */
async function takeCarts(sql: Sql, due: { where: string; bindings: unknown[]; since: string }, limit: number): Promise<string[]> {
  const where = `${due.where} and deleted_at is null and not ${AT_THE_BANK}`
  const carts = await sql<{ cart_id: string }>(
    `select cart_id from offer_hold where ${where} group by cart_id order by max(checked_at) nulls first, min(${due.since}) limit ?`,
    [...due.bindings, limit]
  )
  const ids = carts.map((cart) => cart.cart_id)
  await sql(
    `update offer_hold set checked_at = clock_timestamp()
      where id in (select id from offer_hold where cart_id = any(?) and ${where} for update skip locked)`,
    [ids, ...due.bindings]
  )
  return ids
}

/** Carts with active holds whose clock ran out. */
export async function takeExpiredCarts(sql: Sql, limit: number): Promise<string[]> {
  return await takeCarts(sql, { where: "status = 'active' and expires_at <= clock_timestamp()", bindings: [], since: "expires_at" }, limit)
}

/** Carts whose holds have been `ordering` for so long that the process placing the order must have died. */
export async function takeStuckCarts(sql: Sql, seconds: number, limit: number): Promise<string[]> {
  const where = "status = 'ordering' and updated_at <= clock_timestamp() - make_interval(secs => ?)"
  return await takeCarts(sql, { where, bindings: [seconds], since: "updated_at" }, limit)
}
