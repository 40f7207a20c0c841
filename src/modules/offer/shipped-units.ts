import { Sql } from "../../utils/sql"
import { lockOffers, record } from "./hold-ledger"
import { deliver, followUnits, UNIT_COLUMNS, UnitRow } from "./unit-ledger"

type Parcel = UnitRow & { fulfilled_at: Date | null }

/**
 * Brings a shipped purchase's units in step with Medusa's fulfilments: as many are delivered as those cover. What a
 * cancelled fulfilment called back is owed again, refunded units before others: they are the likeliest reason. What was
 * marked as delivered by hand stays so.
 * @param shipped units of the order's line in fulfilments that were not cancelled
 */
export async function followShipments(sql: Sql, orderLineItemId: string, shipped: number): Promise<void> {
  const owners = await sql<{ id: string; offer_id: string }>(
    `select id, offer_id from offer_purchase where order_line_item_id = ? and delivery_method = 'SHIPMENT' and deleted_at is null`,
    [orderLineItemId]
  )
  await lockOffers(sql, owners.map((owner) => owner.offer_id))
  const units = await sql<Parcel>(
    `select ${UNIT_COLUMNS}, fulfilled_at from offer_unit
      where purchase_id = any(?) and delivery_method = 'SHIPMENT' and deleted_at is null order by position`,
    [owners.map((owner) => owner.id)]
  )
  const sent = units.filter((unit) => unit.fulfilled_at !== null)
  const byMedusa = sent.filter((unit) => unit.fulfilled_by === null)
  for (const unit of units.filter(({ status }) => status === "PENDING").slice(0, Math.max(0, shipped - sent.length))) {
    await deliver(sql, unit, null)
  }
  const keptFirst = byMedusa.sort((a, b) => Number(a.status === "REVOKED") - Number(b.status === "REVOKED") || a.position - b.position)
  for (const unit of keptFirst.slice(shipped)) {
    await callBack(sql, unit)
  }
}

/** What was on its way isn't any more. */
async function callBack(sql: Sql, unit: UnitRow): Promise<void> {
  await sql(
    `update offer_unit set status = case when status = 'FULFILLED' then 'PENDING' else status end, fulfilled_at = null, updated_at = clock_timestamp()
      where id = ?`,
    [unit.id]
  )
  await followUnits(sql, [unit.purchase_id])
  await record(sql, "reopened", { offer_id: unit.offer_id, order_id: unit.order_id, quantity: 1, cause: "shipment cancelled" })
}
