import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AttendeeRef, CanceledUnits, RegistrationRef, ValidUnits } from "../types"

const ATTENDEE_REF = ["id", "event_id", "order_id", "customer_id"]
export const REGISTRATION_REF = ["id", "session_id", "attendee_id", "status"]

/** Cancels attendees that the caller has locked, and gives their seats back. */
async function cancelLocked(trx: Knex.Transaction, ids: string[], cause: string): Promise<CanceledUnits> {
  if (!ids.length) {
    return { attendees: [], registrations: [] }
  }
  const changed = { status: "canceled", canceled_at: trx.fn.now(), updated_at: trx.fn.now() }
  const attendees: AttendeeRef[] = await trx("program_attendee")
    .whereIn("id", ids)
    .update({ ...changed, cancel_cause: cause })
    .returning(ATTENDEE_REF)
  const registrations: RegistrationRef[] = await trx("program_registration")
    .whereIn("attendee_id", ids)
    .where("status", "registered")
    .whereNull("deleted_at")
    .update(changed)
    .returning(REGISTRATION_REF)
  return { attendees, registrations }
}

/** Cancels the tickets of an order line that are more than `valid`, the last units first. */
export async function reduceAttendees(trx: Knex.Transaction, { order_line_item_id, valid, cause }: ValidUnits): Promise<CanceledUnits> {
  const active: { id: string }[] = await trx("program_attendee")
    .where({ order_line_item_id, status: "active" })
    .whereNull("deleted_at")
    .orderBy("unit")
    .forUpdate()
    .select("id")
  return cancelLocked(trx, active.slice(valid).map((attendee) => attendee.id), cause)
}

/** Cancels every valid ticket of an order. */
export async function cancelAttendeesOfOrder(trx: Knex.Transaction, orderId: string): Promise<CanceledUnits> {
  const active: { id: string }[] = await trx("program_attendee")
    .where({ order_id: orderId, status: "active" })
    .whereNull("deleted_at")
    .orderBy("id")
    .forUpdate()
    .select("id")
  return cancelLocked(trx, active.map((attendee) => attendee.id), `order_canceled:${orderId}`)
}
