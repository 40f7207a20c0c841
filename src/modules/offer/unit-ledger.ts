import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import { AUTOMATIC, BY_HAND } from "./delivery-methods"
import { lockOffers, record } from "./hold-ledger"
import { Sql } from "../../utils/sql"
import { DeliveryMethod, TicketTier, UnitStatus } from "./types"

/**
 * Units of purchases: made with the purchase, delivered once, revoked when given back. Delivery and revocation of the
 * same unit race; both first lock the offer's row, as every change of its stock does, so one of them sees the other.
 * Other ways to deliver build on this: `code-ledger`, `check-in`, `shipped-units`; `due-units` says which wait.
 */

export type UnitRow = {
  id: string
  purchase_id: string
  offer_id: string
  event_id: string
  order_id: string
  position: number
  delivery_method: DeliveryMethod
  status: UnitStatus
  attendee_id: string | null
  upgrade_tier: TicketTier | null
  checked_in_at: Date | null
  /** Who handed it over; null for what needed nobody. */
  fulfilled_by: string | null
}

export type UnitProblem = { code: string; message: string }

/**
 * Writes a purchase's units down, in the purchase's own transaction. What needs nobody, or a ticket to belong to, is due at once.
 * @param needTicket whether each belongs to a ticket
 */
export async function createUnits(sql: Sql, purchaseId: string, needTicket: boolean): Promise<void> {
  await sql(
    `insert into offer_unit (id, purchase_id, offer_id, event_id, order_id, position, delivery_method, upgrade_tier, status, next_attempt_at)
     select ? || '_' || n, p.id, p.offer_id, p.event_id, p.order_id, n, p.delivery_method, o.upgrade_tier, 'PENDING',
            case when ? or p.delivery_method = any(?) then clock_timestamp() end
       from offer_purchase p join offer o on o.id = p.offer_id, generate_series(0, p.quantity - 1) n
      where p.id = ?
     on conflict (purchase_id, position) where deleted_at is null do nothing`,
    [generateEntityId(undefined, "offunit"), needTicket, [...AUTOMATIC], purchaseId]
  )
}

export const UNIT_COLUMNS = `id, purchase_id, offer_id, event_id, order_id, position, delivery_method, status, attendee_id, upgrade_tier, checked_in_at, fulfilled_by`

/** Locks the offers of the units, then reads the units as they are now. */
export async function lockUnits(sql: Sql, ids: string[]): Promise<Map<string, UnitRow>> {
  const owners = await sql<{ offer_id: string }>(`select distinct offer_id from offer_unit where id = any(?) and deleted_at is null`, [ids])
  await lockOffers(sql, owners.map((owner) => owner.offer_id))
  const rows = await sql<UnitRow>(`select ${UNIT_COLUMNS} from offer_unit where id = any(?) and deleted_at is null`, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

/** A purchase is fulfilled when each of its units is delivered or given back, refunded when all came back. */
export async function followUnits(sql: Sql, purchaseIds: string[]): Promise<void> {
  await sql(
    `update offer_purchase p
        set status = case when p.refunded_quantity = p.quantity then 'REFUNDED'
                          when exists (select 1 from offer_unit u where u.purchase_id = p.id and u.status = 'PENDING' and u.deleted_at is null) then 'PENDING'
                          else 'FULFILLED' end,
            updated_at = clock_timestamp()
      where p.id = any(?)`,
    [purchaseIds]
  )
}

export const refuse = (code: string, message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)

/** @throws MedusaError `unit_not_found`, `purchase_refunded` */
export function deliverable(unit: UnitRow | undefined): UnitRow {
  if (!unit) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such unit.", "unit_not_found")
  }
  if (unit.status === "REVOKED") {
    throw refuse("purchase_refunded", "This unit was refunded and can't be delivered.")
  }
  return unit
}

/**
 * Marks a unit as delivered; again changes nothing.
 * @throws MedusaError `unit_not_found`, `purchase_refunded`
 */
export async function fulfillUnit(sql: Sql, id: string, by: string | null): Promise<UnitRow> {
  const unit = deliverable((await lockUnits(sql, [id])).get(id))
  return unit.status === "FULFILLED" ? unit : await deliver(sql, unit, by)
}

/** What is handed over by somebody was due only for the ticket it belongs to, and is until that is found. */
export const STILL_DUE = `case when attendee_id is null and delivery_method = any(?) then next_attempt_at end`

export async function deliver(sql: Sql, unit: UnitRow, by: string | null): Promise<UnitRow> {
  const [done] = await sql<UnitRow>(
    `update offer_unit set status = 'FULFILLED', fulfilled_at = clock_timestamp(), fulfilled_by = ?, problem_code = null, problem_message = null,
            next_attempt_at = ${STILL_DUE}, updated_at = clock_timestamp()
      where id = ? and status = 'PENDING' returning ${UNIT_COLUMNS}`,
    [by, [...BY_HAND], unit.id]
  )
  await followUnits(sql, [unit.purchase_id])
  await record(sql, "fulfilled", { offer_id: unit.offer_id, order_id: unit.order_id, quantity: 1, cause: by ? "by hand" : null })
  return done
}

/**
 * Takes a delivery that was marked by hand back: somebody clicked the wrong line. A check-in is undone the same way.
 * @throws MedusaError `unit_not_found`, `purchase_refunded`, `not_by_hand`, `shipped_by_fulfillment`
 */
export async function reopenUnit(sql: Sql, id: string): Promise<UnitRow> {
  const unit = deliverable((await lockUnits(sql, [id])).get(id))
  if (!BY_HAND.includes(unit.delivery_method)) {
    throw refuse("not_by_hand", "What was delivered by itself can only be refunded.")
  }
  if (unit.status === "PENDING") {
    return unit
  }
  if (unit.delivery_method === "SHIPMENT" && unit.fulfilled_by === null) {
    throw refuse("shipped_by_fulfillment", "This was sent by a fulfilment of the order. Cancel that one, and it is owed again.")
  }
  const [reopened] = await sql<UnitRow>(
    `update offer_unit set status = 'PENDING', fulfilled_at = null, fulfilled_by = null, checked_in_at = null, checked_in_by = null,
            updated_at = clock_timestamp() where id = ? returning ${UNIT_COLUMNS}`,
    [id]
  )
  await followUnits(sql, [unit.purchase_id])
  await record(sql, "reopened", { offer_id: unit.offer_id, order_id: unit.order_id, quantity: 1 })
  return reopened
}

/** Which of a purchase's units are revoked first: those still owed, or those already sent. */
export type RevokedFirst = "owed" | "sent"

/**
 * Revokes units until as many are as the purchase has refunded: what is still owed first unless told otherwise, what was
 * used last. Their codes are retired. Called with the offer locked, inside the refund's transaction.
 * @returns how many of the purchase's revoked units can't be sold again, because somebody has seen their uploaded code
 */
export async function revokeUnits(sql: Sql, purchaseId: string, refunded: number, first: RevokedFirst = "owed"): Promise<number> {
  const revoked = await sql<{ id: string; offer_id: string }>(
    `update offer_unit set status = 'REVOKED', revoked_at = clock_timestamp(), problem_code = null, problem_message = null, attempts = 0,
            next_attempt_at = case when upgrade_tier is not null and attendee_id is not null then clock_timestamp() end, updated_at = clock_timestamp()
      where id in (select id from offer_unit where purchase_id = ? and status <> 'REVOKED' and deleted_at is null
                    order by checked_in_at is not null, (status = 'FULFILLED') <> ?, position desc
                    limit greatest(0, ? - (select count(*) from offer_unit where purchase_id = ? and status = 'REVOKED' and deleted_at is null)))
     returning id, offer_id`,
    [purchaseId, first === "sent", refunded, purchaseId]
  )
  if (revoked.length) {
    await sql(`update offer_access_code set status = 'retired', updated_at = clock_timestamp() where unit_id = any(?) and status = 'assigned'`, [
      revoked.map((unit) => unit.id),
    ])
  }
  const [{ seen }] = await sql<{ seen: number }>(
    `select count(*)::int as seen from offer_unit u
       join offer_access_code c on c.unit_id = u.id and c.status = 'retired' and c.deleted_at is null
       join offer o on o.id = u.offer_id and o.code_source = 'uploaded'
      where u.purchase_id = ? and u.status = 'REVOKED' and u.deleted_at is null`,
    [purchaseId]
  )
  return seen
}
