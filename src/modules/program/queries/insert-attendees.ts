import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { AttendeeRef, AttendeeUnit } from "../types"

const CHUNK = 500

async function lockLive(trx: Knex.Transaction, table: string, ids: string[]): Promise<Set<string>> {
  const rows = await trx(table).whereIn("id", ids).whereNull("deleted_at").orderBy("id").forKeyShare().select("id")
  return new Set(rows.map((row) => row.id))
}

/**
 * Makes the attendees that are missing and answers only those it made: the unique index on (line, unit)
 * lets any number of callers try at once. Units of a deleted event or ticket type make nothing.
 */
export async function insertAttendees(trx: Knex.Transaction, units: AttendeeUnit[]): Promise<AttendeeRef[]> {
  // Locks are taken in the order event, ticket type, session, attendee, registration everywhere in this module.
  const events = await lockLive(trx, "program_event", [...new Set(units.map((unit) => unit.event_id))])
  const ticketTypes = await lockLive(trx, "program_ticket_type", [...new Set(units.map((unit) => unit.ticket_type_id))])
  const rows = units
    .filter((unit) => events.has(unit.event_id) && ticketTypes.has(unit.ticket_type_id))
    // One order for every caller, so that two of them can't wait for each other.
    .sort((a, b) => a.order_line_item_id.localeCompare(b.order_line_item_id) || a.unit - b.unit)
    .map((unit) => ({ id: generateEntityId(undefined, "att"), ...unit }))

  const created: AttendeeRef[] = []
  for (let start = 0; start < rows.length; start += CHUNK) {
    const inserted = await trx("program_attendee")
      .insert(rows.slice(start, start + CHUNK))
      .onConflict(trx.raw('("order_line_item_id", "unit") where deleted_at is null') as never)
      .ignore()
      .returning(["id", "event_id", "order_id", "customer_id"])
    created.push(...inserted)
  }
  return created
}
