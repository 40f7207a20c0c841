import { Sql } from "../../utils/sql"
import { BY_HAND } from "./delivery-methods"
import { record } from "./hold-ledger"
import { followUnits, lockUnits, refuse, STILL_DUE, UNIT_COLUMNS, UnitRow } from "./unit-ledger"

/**
 * Lets a ticket in, once.
 * @throws MedusaError `ticket_invalid`, `ticket_other_event`, `ticket_refunded`, `ticket_already_used`
 */
export async function checkIn(sql: Sql, id: string, eventId: string, by: string | null): Promise<UnitRow> {
  const unit = (await lockUnits(sql, [id])).get(id)
  if (!unit || unit.delivery_method !== "QR_TICKET") {
    throw refuse("ticket_invalid", "This is not a valid ticket.")
  }
  if (unit.event_id !== eventId) {
    throw refuse("ticket_other_event", "This ticket is for another event.")
  }
  if (unit.status === "REVOKED") {
    throw refuse("ticket_refunded", "This ticket was refunded.")
  }
  const used = (at: Date) => refuse("ticket_already_used", `This ticket was used at ${at.toISOString()}.`)
  if (unit.checked_in_at) {
    throw used(unit.checked_in_at)
  }
  const [done] = await sql<UnitRow>(
    `update offer_unit set checked_in_at = clock_timestamp(), checked_in_by = ?, status = 'FULFILLED', fulfilled_by = ?,
            fulfilled_at = coalesce(fulfilled_at, clock_timestamp()), problem_code = null, problem_message = null,
            next_attempt_at = ${STILL_DUE}, updated_at = clock_timestamp()
      where id = ? and checked_in_at is null returning ${UNIT_COLUMNS}`,
    [by, by, [...BY_HAND], id]
  )
  if (!done) {
    throw used(new Date())
  }
  await followUnits(sql, [unit.purchase_id])
  await record(sql, "fulfilled", { offer_id: unit.offer_id, order_id: unit.order_id, quantity: 1, cause: "checked in" })
  return done
}
