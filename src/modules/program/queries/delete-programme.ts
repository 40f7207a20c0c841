import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { eventNotFound, notAllowed, sessionNotFound, ticketTypeNotFound } from "../errors"

const EVENT_TABLES = [
  ["program_event", "id"],
  ["program_session", "event_id"],
  ["program_ticket_type", "event_id"],
] as const

/** Milliseconds, because a JavaScript date carries no more and the stamp must find its rows again. */
const STAMP = "date_trunc('milliseconds', now())"

/** Whoever adds something to this row holds it FOR KEY SHARE, so this waits for them and then sees what they added. */
async function lockForDelete(trx: Knex.Transaction, table: string, id: string): Promise<boolean> {
  return !!(await trx(table).where({ id }).whereNull("deleted_at").forUpdate().first("id"))
}

async function exists(query: Knex.QueryBuilder): Promise<boolean> {
  return !!(await query.whereNull("deleted_at").first("id"))
}

async function markDeleted(trx: Knex.Transaction, table: string, where: Record<string, string>): Promise<Date> {
  const [row] = await trx(table)
    .where(where)
    .whereNull("deleted_at")
    .update({ deleted_at: trx.raw(STAMP) })
    .returning("deleted_at")
  return row?.deleted_at
}

/** Deletes an event with its sessions and ticket types. Errors: `event_not_found`, `event_has_attendees`. */
export async function deleteEvent(trx: Knex.Transaction, id: string): Promise<Date> {
  if (!(await lockForDelete(trx, "program_event", id))) {
    throw eventNotFound(id)
  }
  if (await exists(trx("program_attendee").where({ event_id: id }))) {
    throw notAllowed("event_has_attendees", "An event with attendees can't be deleted, only archived")
  }
  const [deletedAt] = await Promise.all(EVENT_TABLES.map(([table, column]) => markDeleted(trx, table, { [column]: id })))
  return deletedAt
}

/** Error: `session_not_found`, `session_has_registrations`. */
export async function deleteSession(trx: Knex.Transaction, id: string): Promise<Date> {
  if (!(await lockForDelete(trx, "program_session", id))) {
    throw sessionNotFound(id)
  }
  if (await exists(trx("program_registration").where({ session_id: id, status: "registered" }))) {
    throw notAllowed("session_has_registrations", "A session in which people have seats can't be deleted")
  }
  return markDeleted(trx, "program_session", { id })
}

/** Error: `ticket_type_not_found`, `ticket_type_has_attendees`. */
export async function deleteTicketType(trx: Knex.Transaction, id: string): Promise<Date> {
  if (!(await lockForDelete(trx, "program_ticket_type", id))) {
    throw ticketTypeNotFound(id)
  }
  if (await exists(trx("program_attendee").where({ ticket_type_id: id }))) {
    throw notAllowed("ticket_type_has_attendees", "A ticket type that was sold can't be deleted")
  }
  return markDeleted(trx, "program_ticket_type", { id })
}

/** Brings back exactly what one `deleteEvent` took: what had been deleted before it has another stamp. */
export async function restoreEvent(trx: Knex.Transaction, id: string, deletedAt: Date): Promise<void> {
  for (const [table, column] of EVENT_TABLES) {
    await trx(table).where({ [column]: id, deleted_at: deletedAt }).update({ deleted_at: null })
  }
}
