import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import { accessCode } from "./access-code"
import { AUTOMATIC, BY_HAND } from "./delivery-methods"
import { lockOffers, record } from "./hold-ledger"
import { Sql } from "../../utils/sql"
import { CodeSource, CodeStatus, DeliveryMethod, TicketTier, UnitStatus } from "./types"

/**
 * Units of purchases: made with the purchase, delivered once, revoked when given back. Delivery and revocation of the
 * same unit race; both first lock the offer's row, as every change of its stock does, so one of them sees the other.
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

const COLUMNS = `id, purchase_id, offer_id, event_id, order_id, position, delivery_method, status, attendee_id, upgrade_tier, checked_in_at, fulfilled_by`

/** Locks the offers of the units, then reads the units as they are now. */
async function lockUnits(sql: Sql, ids: string[], lock: typeof lockOffers = lockOffers): Promise<Map<string, UnitRow>> {
  const owners = await sql<{ offer_id: string }>(`select distinct offer_id from offer_unit where id = any(?) and deleted_at is null`, [ids])
  await lock(sql, owners.map((owner) => owner.offer_id))
  const rows = await sql<UnitRow>(`select ${COLUMNS} from offer_unit where id = any(?) and deleted_at is null`, [ids])
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

const refuse = (code: string, message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)

/** @throws MedusaError `unit_not_found`, `purchase_refunded` */
function deliverable(unit: UnitRow | undefined): UnitRow {
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
const STILL_DUE = `case when attendee_id is null and delivery_method = any(?) then next_attempt_at end`

async function deliver(sql: Sql, unit: UnitRow, by: string | null): Promise<UnitRow> {
  const [done] = await sql<UnitRow>(
    `update offer_unit set status = 'FULFILLED', fulfilled_at = clock_timestamp(), fulfilled_by = ?, problem_code = null, problem_message = null,
            next_attempt_at = ${STILL_DUE}, updated_at = clock_timestamp()
      where id = ? and status = 'PENDING' returning ${COLUMNS}`,
    [by, [...BY_HAND], unit.id]
  )
  await followUnits(sql, [unit.purchase_id])
  await record(sql, "fulfilled", { offer_id: unit.offer_id, order_id: unit.order_id, quantity: 1, cause: by ? "by hand" : null })
  return done
}

/**
 * Gives a pending unit its code and delivers it: an uploaded code that nobody has, or a new one. The offer's lock makes
 * sure that no two units get the same.
 * @param lock replaced only by the tests that show what happens without it
 * @returns the problem when the uploaded codes have run out
 * @throws MedusaError `unit_not_found`, `purchase_refunded`
 */
export async function assignCode(sql: Sql, id: string, lock: typeof lockOffers = lockOffers): Promise<UnitProblem | null> {
  const unit = deliverable((await lockUnits(sql, [id], lock)).get(id))
  if (unit.status === "FULFILLED") {
    return null
  }
  const [{ code_source }] = await sql<{ code_source: CodeSource | null }>(`select code_source from offer where id = ?`, [unit.offer_id])
  if (code_source === "uploaded") {
    const [taken] = await sql(
      `update offer_access_code set status = 'assigned', unit_id = ?, assigned_at = clock_timestamp(), updated_at = clock_timestamp()
        where id = (select id from offer_access_code
                     where offer_id = ? and status = 'available' and deleted_at is null order by created_at, id limit 1)
       returning id`,
      [unit.id, unit.offer_id]
    )
    if (!taken) {
      return { code: "codes_exhausted", message: "No access code is left. Upload more, then try again." }
    }
  } else {
    await sql(
      `insert into offer_access_code (id, offer_id, code, status, unit_id, assigned_at) values (?, ?, ?, 'assigned', ?, clock_timestamp())`,
      [generateEntityId(undefined, "offcode"), unit.offer_id, accessCode(), unit.id]
    )
  }
  await deliver(sql, unit, null)
  return null
}

/** A unit that belongs to a ticket and was not given back. */
export type BoundUnit = { ticket_id: string; offer_id: string; upgrade_tier: TicketTier | null }

/** Chooses a ticket by what belongs to the tickets already. */
export type ChooseTicket = (bound: BoundUnit[]) => string | null

/**
 * Ties a unit to the ticket that is chosen for it; the first answer stays. Deliveries at once would choose the same ticket,
 * so it is chosen under the lock of the unit's offer; upgrades under that of all the event's upgrades, since one to PREMIUM
 * and one to VIP look for the same tickets.
 * @param ticketIds the tickets there are to choose from
 * @param lock replaced only by the test that shows what happens without it
 * @returns the ticket's id, null when none was chosen
 * @throws MedusaError `unit_not_found`, `purchase_refunded`
 */
export async function bindTicket(
  sql: Sql,
  id: string,
  ticketIds: string[],
  choose: ChooseTicket,
  lock: typeof lockOffers = lockOffers
): Promise<string | null> {
  const offers = await sql<{ id: string }>(
    `select o.id from offer_unit u join offer o on o.id = u.offer_id or (u.upgrade_tier is not null and o.event_id = u.event_id and o.upgrade_tier is not null)
      where u.id = ? and o.deleted_at is null`,
    [id]
  )
  await lock(sql, offers.map((offer) => offer.id))
  const [row] = await sql<UnitRow>(`select ${COLUMNS} from offer_unit where id = ? and deleted_at is null`, [id])
  const unit = deliverable(row)
  if (unit.attendee_id) {
    return unit.attendee_id
  }
  const bound = await sql<BoundUnit>(
    `select attendee_id as ticket_id, offer_id, upgrade_tier from offer_unit where attendee_id = any(?) and status <> 'REVOKED' and deleted_at is null`,
    [ticketIds]
  )
  const chosen = choose(bound)
  if (chosen) {
    await sql(`update offer_unit set attendee_id = ?, updated_at = clock_timestamp() where id = ?`, [chosen, id])
  }
  return chosen
}

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
      where id = ? and checked_in_at is null returning ${COLUMNS}`,
    [by, by, [...BY_HAND], id]
  )
  if (!done) {
    throw used(new Date())
  }
  await followUnits(sql, [unit.purchase_id])
  await record(sql, "fulfilled", { offer_id: unit.offer_id, order_id: unit.order_id, quantity: 1, cause: "checked in" })
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
            updated_at = clock_timestamp() where id = ? returning ${COLUMNS}`,
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
    `select ${COLUMNS}, fulfilled_at from offer_unit
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

/** Keeps why a delivery failed and plans the next attempt: a minute, doubling up to an hour. */
export async function failUnit(sql: Sql, id: string, problem: UnitProblem): Promise<void> {
  await sql(
    `update offer_unit set problem_code = ?, problem_message = ?, attempts = attempts + 1, updated_at = clock_timestamp(),
            next_attempt_at = clock_timestamp() + make_interval(secs => least(3600, 60 * power(2, least(attempts, 10))))
      where id = ? and next_attempt_at is not null`,
    [problem.code, problem.message.slice(0, 500), id]
  )
}

/** Nothing is left for the sweep to do with this unit. */
export async function settleUnit(sql: Sql, id: string): Promise<void> {
  await sql(`update offer_unit set next_attempt_at = null, problem_code = null, problem_message = null, updated_at = clock_timestamp() where id = ?`, [id])
}

/**
 * Units that are due, oldest first; taking pushes their next attempt ahead, so that two nodes share the work.
 * @param among takes none but these
 */
export async function takeDueUnits(sql: Sql, limit: number, among: string[] | null = null): Promise<UnitRow[]> {
  return await sql<UnitRow>(
    `update offer_unit set next_attempt_at = clock_timestamp() + interval '2 minutes'
      where id in (select id from offer_unit
                    where deleted_at is null and next_attempt_at <= clock_timestamp() and (?::text[] is null or id = any(?))
                    order by next_attempt_at limit ? for update skip locked)
     returning ${COLUMNS}`,
    [among, among, limit]
  )
}

/** Lets units be tried at once, as an organizer asks for after mending the cause. */
export async function retryUnits(sql: Sql, ids: string[]): Promise<void> {
  await sql(`update offer_unit set next_attempt_at = clock_timestamp() where id = any(?) and next_attempt_at is not null and deleted_at is null`, [ids])
}

export type UploadedCodes = { added: number; duplicates: number }

/**
 * Adds codes to an offer that sells uploaded ones, and with them units to its stock: a code more is a unit more.
 * @throws MedusaError `offer_not_found`, `codes_not_uploaded`
 */
export async function addCodes(sql: Sql, offerId: string, codes: string[]): Promise<UploadedCodes> {
  await assertUploads(sql, offerId)
  const fresh = [...new Set(codes)]
  const ids = fresh.map(() => generateEntityId(undefined, "offcode"))
  const added = await sql(
    `insert into offer_access_code (id, offer_id, code, status)
     select id, ?, code, 'available' from unnest(?::text[], ?::text[]) as given (id, code)
     on conflict (offer_id, code) where deleted_at is null do nothing returning id`,
    [offerId, ids, fresh]
  )
  await countCodes(sql, offerId)
  return { added: added.length, duplicates: codes.length - added.length }
}

/**
 * Takes an unused code away.
 * @throws MedusaError `offer_not_found`, `codes_not_uploaded`, `code_not_found`, `code_in_use`, `codes_promised`
 */
export async function removeCode(sql: Sql, offerId: string, codeId: string): Promise<void> {
  await assertUploads(sql, offerId)
  const [code] = await sql<{ status: CodeStatus }>(`select status from offer_access_code where id = ? and offer_id = ? and deleted_at is null`, [
    codeId,
    offerId,
  ])
  if (!code) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such code.", "code_not_found")
  }
  if (code.status !== "available") {
    throw refuse("code_in_use", "Only a code that nobody has can be removed.")
  }
  const [{ left }] = await sql<{ left: number }>(
    `select (o.inventory_total - o.sold - coalesce((select sum(quantity) from offer_hold
               where offer_id = o.id and status in ('active', 'ordering') and deleted_at is null), 0))::int as left
       from offer o where o.id = ?`,
    [offerId]
  )
  if (left < 1) {
    throw refuse("codes_promised", "Every code that is left is promised to somebody who is buying right now.")
  }
  await sql(`update offer_access_code set deleted_at = clock_timestamp() where id = ?`, [codeId])
  await countCodes(sql, offerId)
}

async function assertUploads(sql: Sql, offerId: string): Promise<void> {
  const locked = await lockOffers(sql, [offerId])
  if (!locked.has(offerId)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
  }
  const [{ code_source }] = await sql<{ code_source: CodeSource | null }>(`select code_source from offer where id = ?`, [offerId])
  if (code_source !== "uploaded") {
    throw refuse("codes_not_uploaded", "This offer has no list of access codes.")
  }
}

/** One code is one unit, those already given included: `sold` counts what a retired code was given for. */
export async function countCodes(sql: Sql, offerId: string): Promise<void> {
  await sql(
    `update offer set inventory_total = (select count(*) from offer_access_code where offer_id = ? and deleted_at is null), updated_at = clock_timestamp()
      where id = ? and code_source = 'uploaded'`,
    [offerId, offerId]
  )
}
