import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { notAllowed, notFound, sessionNotFound } from "../errors"
import type { CancelSeatInput, RegisterSeatInput, RegistrationRef } from "../types"
import { REGISTRATION_REF } from "./cancel-attendees"
import { countRegistrations } from "./count-registrations"

export type LockedSession = { id: string; event_id: string; capacity: number; ended: boolean }

/** Everyone who takes a seat waits for this row, so that counting the seats and taking one is one act. */
export async function lockSession(trx: Knex.Transaction, id: string): Promise<LockedSession | undefined> {
  const [session] = await selectSession(trx, id).forUpdate()
  return session
}

export function selectSession(trx: Knex.Transaction, id: string) {
  return trx("program_session")
    .where({ id })
    .whereNull("deleted_at")
    .select<LockedSession[]>("id", "event_id", "capacity", trx.raw("ends_at <= clock_timestamp() as ended"))
}

function ownedBy(query: Knex.QueryBuilder, { customer_id, attendee_id }: RegisterSeatInput, column: string) {
  if (attendee_id) {
    query.where(column, attendee_id)
  }
  if (customer_id) {
    query.where("a.customer_id", customer_id)
  }
  return query
}

async function isFull(trx: Knex.Transaction, session: LockedSession): Promise<boolean> {
  const taken = await countRegistrations(trx, [session.id])
  return (taken.get(session.id) ?? 0) >= session.capacity
}

/**
 * Takes a seat for a ticket. Who has one already gets it again (`created` is false).
 * Errors: `session_not_found`, `attendee_required`, `session_ended`, `session_full`.
 */
export async function registerSeat(
  trx: Knex.Transaction,
  input: RegisterSeatInput,
  lock: typeof lockSession
): Promise<{ registration: RegistrationRef; created: boolean }> {
  if (!input.customer_id && !input.attendee_id) {
    throw notAllowed("attendee_required", "A ticket of this event is needed to take a seat")
  }
  const session = await lock(trx, input.session_id)
  const event = session && (await trx("program_event").where({ id: session.event_id }).whereNull("deleted_at").first("status"))
  if (!session || event?.status !== "published") {
    throw sessionNotFound(input.session_id)
  }

  const [attendee] = await ownedBy(
    trx("program_attendee as a")
      .where({ "a.event_id": session.event_id, "a.status": "active" })
      .whereNull("a.deleted_at"),
    input,
    "a.id"
  )
    // A ticket that sits here already comes first: asking again answers the same seat.
    .leftJoin("program_registration as r", (join) =>
      join
        .on("r.attendee_id", "a.id")
        .andOnVal("r.session_id", session.id)
        .andOnVal("r.status", "registered")
        .andOnNull("r.deleted_at")
    )
    .orderByRaw("r.id is null, a.created_at, a.order_line_item_id, a.unit")
    .limit(1)
    // A ticket that is being canceled right now is waited for, then seen as canceled.
    .forUpdate("a")
    .select("a.id", "r.id as registration_id")
  if (!attendee) {
    throw notAllowed("attendee_required", "A ticket of this event is needed to take a seat")
  }
  if (attendee.registration_id) {
    return {
      registration: { id: attendee.registration_id, session_id: session.id, attendee_id: attendee.id, status: "registered" },
      created: false,
    }
  }
  if (session.ended) {
    throw notAllowed("session_ended", "This session is over")
  }
  if (await isFull(trx, session)) {
    throw notAllowed("session_full", "No seat is left in this session")
  }
  const [registration] = await trx("program_registration")
    .insert({ id: generateEntityId(undefined, "sesreg"), session_id: session.id, attendee_id: attendee.id, status: "registered" })
    .returning(REGISTRATION_REF)
  return { registration, created: true }
}

/**
 * Gives a seat back. Who gave it back already gets that answer again (`canceled` is false).
 * Error: `registration_not_found`.
 */
export async function cancelSeat(
  trx: Knex.Transaction,
  input: CancelSeatInput
): Promise<{ registration: RegistrationRef; canceled: boolean }> {
  const [found] = await ownedBy(
    trx("program_registration as r")
      .join("program_attendee as a", "a.id", "r.attendee_id")
      .where("r.session_id", input.session_id)
      .whereNull("r.deleted_at"),
    input,
    "a.id"
  )
    .orderByRaw("r.status = 'registered' desc, r.created_at desc, r.id desc")
    .limit(1)
    .select("r.id")
  if (!found || (!input.customer_id && !input.attendee_id)) {
    throw notFound("registration_not_found", "There is no seat to give back")
  }
  const [canceled] = await trx("program_registration")
    .where({ id: found.id, status: "registered" })
    .update({ status: "canceled", canceled_at: trx.fn.now(), updated_at: trx.fn.now() })
    .returning(REGISTRATION_REF)
  const registration = canceled ?? (await trx("program_registration").where({ id: found.id }).first(REGISTRATION_REF))
  return { registration, canceled: !!canceled }
}

/** Undoes a cancellation as far as it can: a seat that somebody else has taken since stays theirs. */
export async function reviveRegistrations(
  trx: Knex.Transaction,
  registrations: Pick<RegistrationRef, "id" | "session_id">[],
  lock: typeof lockSession
): Promise<void> {
  const inLockOrder = [...registrations].sort((a, b) => a.session_id.localeCompare(b.session_id))
  for (const { id, session_id } of inLockOrder) {
    const session = await lock(trx, session_id)
    if (!session || (await isFull(trx, session))) {
      continue
    }
    await trx("program_registration as r")
      .where({ "r.id": id, "r.status": "canceled" })
      .whereNotExists(
        trx("program_registration as other")
          .whereRaw("other.session_id = r.session_id and other.attendee_id = r.attendee_id")
          .where("other.status", "registered")
          .whereNull("other.deleted_at")
      )
      .update({ status: "registered", canceled_at: null, updated_at: trx.fn.now() })
  }
}
