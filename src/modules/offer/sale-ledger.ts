import { generateEntityId } from "@medusajs/framework/utils"
import { lockOffers, record } from "./hold-ledger"
import { Sql } from "../../utils/sql"
import { createUnits, followUnits, revokeUnits } from "./unit-ledger"

export type SoldLine = {
  order_line_item_id: string
  offer_id: string
  hold_id: string | null
  quantity: number
  /** Major units, as decimal strings. */
  unit_price: string
  total: string
}

export type Sale = {
  order_id: string
  cart_id: string | null
  customer_id: string | null
  email: string | null
  currency_code: string
  lines: SoldLine[]
}

/**
 * Writes a placed order's offers down: the hold becomes a sale in the same transaction, so the stock equation holds
 * at every instant. Safe to call any number of times for the same order: the order line is unique.
 * @returns ids of the purchases this call created
 */
export async function recordSale(sql: Sql, sale: Sale): Promise<string[]> {
  await lockOffers(sql, sale.lines.map((line) => line.offer_id))
  const created: string[] = []
  for (const line of sale.lines) {
    const [purchase] = await sql<{ id: string }>(
      `insert into offer_purchase (id, offer_id, event_id, hold_id, order_id, order_line_item_id, customer_id, email,
                                   title, type, image_url, delivery_method, quantity, unit_price, raw_unit_price, total, raw_total, currency_code, status)
       select ?, id, event_id, ?, ?, ?, ?, ?, title, type, image_url, delivery_method, ?, ?::numeric, jsonb_build_object('value', ?::text, 'precision', 20),
              ?::numeric, jsonb_build_object('value', ?::text, 'precision', 20), ?, 'PENDING'
         from offer where id = ?
       on conflict (order_line_item_id) where deleted_at is null do nothing
       returning id`,
      [
        generateEntityId(undefined, "offpur"),
        line.hold_id,
        sale.order_id,
        line.order_line_item_id,
        sale.customer_id,
        sale.email,
        line.quantity,
        line.unit_price,
        line.unit_price,
        line.total,
        line.total,
        sale.currency_code,
        line.offer_id,
      ]
    )
    if (!purchase) {
      continue
    }
    created.push(purchase.id)
    await createUnits(sql, purchase.id)
    await sql(`update offer set sold = sold + ?, updated_at = clock_timestamp() where id = ?`, [line.quantity, line.offer_id])
    if (line.hold_id) {
      await sql(
        `update offer_hold set status = 'sold', order_id = ?, end_cause = 'order placed', updated_at = clock_timestamp()
          where id = ? and status in ('active', 'ordering')`,
        [sale.order_id, line.hold_id]
      )
    }
    await record(sql, "sold", {
      offer_id: line.offer_id,
      hold_id: line.hold_id,
      cart_id: sale.cart_id,
      order_id: sale.order_id,
      quantity: line.quantity,
    })
  }
  return created
}

export type ReturnedLine = {
  order_line_item_id: string
  /** Units given back so far, in all. */
  refunded: number
  /** Units of those that can be sold again. */
  restocked: number
  cause: string
}

/**
 * Brings purchases in step with what their orders say was given back. It is told totals, not changes, so any number of
 * reports in any order end in the same state; a unit given back once stays given back. The units that came back are
 * revoked in the same transaction.
 * @returns ids of the purchases this call changed
 */
export async function recordReturns(sql: Sql, returns: ReturnedLine[]): Promise<string[]> {
  const lineIds = returns.map((line) => line.order_line_item_id)
  const owners = await sql<{ offer_id: string }>(
    `select distinct offer_id from offer_purchase where order_line_item_id = any(?) and deleted_at is null`,
    [lineIds]
  )
  await lockOffers(sql, owners.map((owner) => owner.offer_id))
  const purchases = await sql<PurchaseRow>(
    `select id, offer_id, order_id, order_line_item_id, quantity, refunded_quantity, restocked_quantity
       from offer_purchase where order_line_item_id = any(?) and deleted_at is null order by id`,
    [lineIds]
  )
  const changed: string[] = []
  for (const purchase of purchases) {
    const told = returns.find((line) => line.order_line_item_id === purchase.order_line_item_id) as ReturnedLine
    const refunded = Math.min(purchase.quantity, Math.max(purchase.refunded_quantity, told.refunded))
    // A code that somebody has seen can't be sold again, so its unit doesn't come back into stock.
    const unsellable = await revokeUnits(sql, purchase.id, refunded)
    const restocked = Math.min(refunded - unsellable, Math.max(purchase.restocked_quantity, told.restocked))
    if (refunded === purchase.refunded_quantity && restocked === purchase.restocked_quantity) {
      continue
    }
    await sql(
      `update offer_purchase set refunded_quantity = ?, restocked_quantity = ?, updated_at = clock_timestamp() where id = ?`,
      [refunded, restocked, purchase.id]
    )
    await followUnits(sql, [purchase.id])
    await sql(`update offer set sold = sold - ?, updated_at = clock_timestamp() where id = ?`, [
      restocked - purchase.restocked_quantity,
      purchase.offer_id,
    ])
    await record(sql, "refunded", {
      offer_id: purchase.offer_id,
      order_id: purchase.order_id,
      quantity: refunded - purchase.refunded_quantity,
      cause: told.cause,
    })
    changed.push(purchase.id)
  }
  return changed
}

type PurchaseRow = {
  id: string
  offer_id: string
  order_id: string
  order_line_item_id: string
  quantity: number
  refunded_quantity: number
  restocked_quantity: number
}
