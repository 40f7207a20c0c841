import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

export type Watermark = { name: string; position: Date | null; cursor: string | null }

const BACKFILL = "ticket_type:"

/** The sweep over all orders, by the time they changed. */
export const ORDERS_WATERMARK = "orders"

/** Orders that a sweep could not repair, one row each. */
const FAILED = "order:"

/** Name of the sweep that reads the orders placed before a variant became a ticket. */
export const backfillName = (ticketTypeId: string) => `${BACKFILL}${ticketTypeId}`
export const ticketTypeOfBackfill = (name: string) => name.slice(BACKFILL.length)

export async function readWatermark(knex: Knex, name: string): Promise<Watermark | undefined> {
  return knex("program_watermark").where({ name }).whereNull("deleted_at").first("name", "position", "cursor")
}

export async function listBackfills(knex: Knex): Promise<Watermark[]> {
  return knex("program_watermark")
    .whereLike("name", `${BACKFILL.replace("_", "\\_")}%`)
    .whereNull("deleted_at")
    .orderBy("created_at")
    .select("name", "position", "cursor")
}

/** Moves a watermark forward, never back: two sweeps at once leave the one that read further. */
export async function advanceWatermark(knex: Knex, { name, position, cursor }: Watermark): Promise<void> {
  await knex.raw(
    `insert into program_watermark (id, name, position, cursor) values (?, ?, ?, ?)
     on conflict (name) where deleted_at is null do update set
       position = greatest(program_watermark.position, excluded.position),
       cursor = greatest(program_watermark.cursor, excluded.cursor),
       updated_at = now()`,
    [generateEntityId(undefined, "progwm"), name, position, cursor] as never
  )
}

export async function removeWatermark(knex: Knex, name: string): Promise<void> {
  await knex("program_watermark").where({ name }).delete()
}

/** Told again, an order moves behind those that were tried longer ago. */
export async function rememberFailedOrders(knex: Knex, ids: string[]): Promise<void> {
  for (const id of ids) {
    await knex.raw(
      `insert into program_watermark (id, name) values (?, ?)
       on conflict (name) where deleted_at is null do update set updated_at = clock_timestamp()`,
      [generateEntityId(undefined, "progwm"), FAILED + id]
    )
  }
}

export async function listFailedOrders(knex: Knex, limit: number): Promise<string[]> {
  const rows: { name: string }[] = await knex("program_watermark")
    .whereLike("name", `${FAILED}%`)
    .whereNull("deleted_at")
    .orderBy(["updated_at", "id"])
    .limit(limit)
    .select("name")
  return rows.map(({ name }) => name.slice(FAILED.length))
}

export async function forgetFailedOrders(knex: Knex, ids: string[]): Promise<void> {
  await knex("program_watermark").whereIn("name", ids.map((id) => FAILED + id)).delete()
}
