import { Sql } from "../../utils/sql"
import { lockOffers } from "./hold-ledger"
import { TicketTier } from "./types"
import { deliverable, UNIT_COLUMNS, UnitRow } from "./unit-ledger"

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
  const [row] = await sql<UnitRow>(`select ${UNIT_COLUMNS} from offer_unit where id = ? and deleted_at is null`, [id])
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
