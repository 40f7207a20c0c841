import { InjectManager, InjectTransactionManager, MedusaContext, MedusaService } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { eventNotFound, handleTaken, sessionNotFound, ticketTypeNotFound, variantAlreadyMapped } from "./errors"
import { freeHandle, handleFromTitle } from "./event-handle"
import * as models from "./models"
import { cancelAttendeesOfOrder, reduceAttendees } from "./queries/cancel-attendees"
import { countRegistrations } from "./queries/count-registrations"
import { deleteEvent, deleteSession, deleteTicketType, restoreEvent } from "./queries/delete-programme"
import { insertAttendees } from "./queries/insert-attendees"
import { knexOf, transactionOf, type ProgramContext } from "./queries/knex"
import { cancelSeat, lockSession, registerSeat, reviveRegistrations, type LockedSession } from "./queries/seats"
import { raiseTier } from "./queries/raise-tier"
import {
  advanceWatermark,
  backfillName,
  forgetFailedOrders,
  listBackfills,
  listFailedOrders,
  readWatermark,
  rememberFailedOrders,
  removeWatermark,
  type Watermark,
} from "./queries/watermarks"
import type {
  ActiveAttendee,
  AttendeeRef,
  AttendeeRow,
  AttendeeUnit,
  CanceledUnits,
  CancelSeatInput,
  CreateEventInput,
  CreateSessionInput,
  CreateTicketTypeInput,
  RegisterSeatInput,
  RegistrationRef,
  TicketTier,
  TicketTypeOfVariant,
  UpdateEventInput,
  UpdateSessionInput,
  UpdateTicketTypeInput,
  ValidUnits,
} from "./types"
import { assertEvent, assertSession } from "./validate-programme"

/** Each round of makers of the same handle at once lets one of them through. */
const HANDLE_ATTEMPTS = 20

type Row = Record<string, unknown> & { id: string }

/** The values that an update is about to overwrite. */
function previousOf<T extends object>(row: Row, data: T): Partial<T> {
  return Object.fromEntries(Object.keys(data).map((key) => [key, row[key]])) as Partial<T>
}

/** Events, sessions, ticket types, attendees and seats. Money and orders stay Medusa's. */
class ProgramModuleService extends MedusaService(models) {
  // Reading, for other domains

  /** Ticket types of the given variants. A variant that is no ticket is left out. */
  async listTicketTypesByVariant(variantIds: string[]): Promise<TicketTypeOfVariant[]> {
    if (!variantIds.length) {
      return []
    }
    const rows = await this.listProgramTicketTypes(
      { product_variant_id: [...new Set(variantIds)] },
      { select: ["id", "event_id", "product_variant_id", "tier", "name"] }
    )
    return rows.map(({ id, event_id, product_variant_id, tier, name }) => ({ id, event_id, product_variant_id, tier, name }))
  }

  /** Valid tickets of a customer, of orders or of an event (what is given is combined with AND). Without any filter: none. The oldest first. */
  @InjectManager()
  async listActiveAttendees(
    filters: { customer_id?: string; order_ids?: string[]; event_id?: string },
    @MedusaContext() context: ProgramContext = {}
  ): Promise<ActiveAttendee[]> {
    if (!filters.customer_id && !filters.order_ids && !filters.event_id) {
      return []
    }
    const query = knexOf(context)("program_attendee").where({ status: "active" }).whereNull("deleted_at")
    if (filters.customer_id) {
      query.where("customer_id", filters.customer_id)
    }
    if (filters.order_ids) {
      query.whereIn("order_id", filters.order_ids)
    }
    if (filters.event_id) {
      query.where("event_id", filters.event_id)
    }
    return query
      .orderBy(["created_at", "ticket_type_id", "order_line_item_id", "unit"])
      .select("id", "event_id", "tier", knexOf(context).raw("coalesce(bought_tier, tier) as bought_tier"), "ticket_type_id", "order_id", "customer_id")
  }

  /** Seats taken in each session. */
  @InjectManager()
  async countRegistrations(
    sessionIds: string[],
    @MedusaContext() context: ProgramContext = {}
  ): Promise<Map<string, number>> {
    return countRegistrations(knexOf(context), sessionIds)
  }

  /** Raises a ticket for an upgrade, or lowers it to what was bought when the upgrade was refunded (`null`). */
  @InjectTransactionManager()
  async raiseTier(attendeeId: string, tier: TicketTier | null, @MedusaContext() context: ProgramContext = {}): Promise<void> {
    await raiseTier(transactionOf(context), attendeeId, tier)
  }

  // Programme

  /** Errors: `invalid_request`, `handle_taken`. A handle made from the title is numbered instead. */
  async createEvent(data: CreateEventInput) {
    assertEvent(data)
    for (let attempt = 1; ; attempt += 1) {
      const handle = data.handle ?? (await this.freeHandle_(data.title))
      try {
        return await this.createProgramEvents({ ...data, handle })
      } catch (error) {
        // The unique index has the last word; a handle made from the title just tries the next one.
        const [rival] = await this.listProgramEvents({ handle }, { select: ["id"] })
        if (!rival) {
          throw error
        }
        if (data.handle || attempt >= HANDLE_ATTEMPTS) {
          throw handleTaken(handle)
        }
      }
    }
  }

  /** Answers the values it replaced, so that a workflow can put them back. Errors: `event_not_found`, `invalid_request`, `handle_taken`. */
  async updateEvent(id: string, data: UpdateEventInput): Promise<UpdateEventInput> {
    try {
      return await this.updateEvent_(id, data)
    } catch (error) {
      const [rival] = data.handle
        ? await this.listProgramEvents({ handle: data.handle, id: { $ne: id } }, { select: ["id"] })
        : []
      throw rival ? handleTaken(data.handle!) : error
    }
  }

  @InjectTransactionManager()
  protected async updateEvent_(
    id: string,
    data: UpdateEventInput,
    @MedusaContext() context: ProgramContext = {}
  ): Promise<UpdateEventInput> {
    const row = await this.lockRow_("program_event", id, context)
    if (!row) {
      throw eventNotFound(id)
    }
    assertEvent({ ...(row as Row & CreateEventInput), ...data })
    await this.updateProgramEvents({ id, ...data }, context as never)
    return previousOf(row, data)
  }

  /** Answers the time of deletion, which `restoreEvent` takes. Errors: `event_not_found`, `event_has_attendees`. */
  @InjectTransactionManager()
  async deleteEvent(id: string, @MedusaContext() context: ProgramContext = {}): Promise<Date> {
    return deleteEvent(transactionOf(context), id)
  }

  @InjectTransactionManager()
  async restoreEvent(id: string, deletedAt: Date | string, @MedusaContext() context: ProgramContext = {}): Promise<void> {
    await restoreEvent(transactionOf(context), id, new Date(deletedAt))
  }

  /** Errors: `event_not_found`, `invalid_request`. */
  @InjectTransactionManager()
  async createSession(data: CreateSessionInput, @MedusaContext() context: ProgramContext = {}) {
    assertSession(data)
    await this.holdEvent_(data.event_id, context)
    return this.createProgramSessions(data, context as never)
  }

  /** Lowering the capacity never takes a seat away. Errors: `session_not_found`, `invalid_request`. */
  @InjectTransactionManager()
  async updateSession(
    id: string,
    data: UpdateSessionInput,
    @MedusaContext() context: ProgramContext = {}
  ): Promise<UpdateSessionInput & { event_id: string }> {
    const row = await this.lockRow_("program_session", id, context)
    if (!row) {
      throw sessionNotFound(id)
    }
    assertSession({ ...(row as Row & CreateSessionInput), ...data })
    await this.updateProgramSessions({ id, ...data }, context as never)
    return { ...previousOf(row, data), event_id: row.event_id as string }
  }

  /** Errors: `session_not_found`, `session_has_registrations`. */
  @InjectTransactionManager()
  async deleteSession(id: string, @MedusaContext() context: ProgramContext = {}): Promise<Date> {
    return deleteSession(transactionOf(context), id)
  }

  /** That the variant exists is checked by the workflow. Errors: `event_not_found`, `variant_already_mapped`. */
  async createTicketType(data: CreateTicketTypeInput) {
    try {
      return await this.createTicketType_(data)
    } catch (error) {
      const [rival] = await this.listTicketTypesByVariant([data.product_variant_id])
      throw rival ? variantAlreadyMapped(data.product_variant_id) : error
    }
  }

  @InjectTransactionManager()
  protected async createTicketType_(data: CreateTicketTypeInput, @MedusaContext() context: ProgramContext = {}) {
    await this.holdEvent_(data.event_id, context)
    const ticketType = await this.createProgramTicketTypes(data, context as never)
    // The variant may have been sold before it became a ticket: the sweep reads its old orders.
    await advanceWatermark(transactionOf(context), { name: backfillName(ticketType.id), position: null, cursor: null })
    return ticketType
  }

  /** Attendees keep the tier they bought. Error: `ticket_type_not_found`. */
  @InjectTransactionManager()
  async updateTicketType(
    id: string,
    data: UpdateTicketTypeInput,
    @MedusaContext() context: ProgramContext = {}
  ): Promise<UpdateTicketTypeInput & { event_id: string }> {
    const row = await this.lockRow_("program_ticket_type", id, context)
    if (!row) {
      throw ticketTypeNotFound(id)
    }
    await this.updateProgramTicketTypes({ id, ...data }, context as never)
    return { ...previousOf(row, data), event_id: row.event_id as string }
  }

  /** Errors: `ticket_type_not_found`, `ticket_type_has_attendees`. */
  @InjectTransactionManager()
  async deleteTicketType(id: string, @MedusaContext() context: ProgramContext = {}): Promise<Date> {
    return deleteTicketType(transactionOf(context), id)
  }

  // Attendees

  /** What is known of the tickets of some orders, canceled ones included. */
  @InjectManager()
  async listAttendeesOfOrders(orderIds: string[], @MedusaContext() context: ProgramContext = {}): Promise<AttendeeRow[]> {
    if (!orderIds.length) {
      return []
    }
    return knexOf(context)("program_attendee")
      .whereIn("order_id", orderIds)
      .whereNull("deleted_at")
      .select("order_id", "order_line_item_id", "unit", "customer_id", "email", "status")
  }

  /**
   * Makes the attendees that are missing, any number of times and from any number of callers, and lets those that
   * exist follow their order to a new owner. Answers only the ones made.
   */
  @InjectTransactionManager()
  async recordAttendees(units: AttendeeUnit[], @MedusaContext() context: ProgramContext = {}): Promise<AttendeeRef[]> {
    if (!units.length) {
      return []
    }
    const trx = transactionOf(context)
    const created = await insertAttendees(trx, units)
    const orders = new Map(units.map((unit) => [unit.order_id, unit]))
    for (const [orderId, { customer_id, email }] of orders) {
      await trx("program_attendee")
        .where({ order_id: orderId })
        .whereNull("deleted_at")
        .whereRaw("(customer_id is distinct from ? or email is distinct from ?)", [customer_id, email] as never)
        .update({ customer_id, email, updated_at: trx.fn.now() })
    }
    return created
  }

  /** Takes as many tickets of order lines back as are not to be valid any more, with their seats. Told again it changes nothing. */
  @InjectTransactionManager()
  async reduceAttendees(lines: ValidUnits[], @MedusaContext() context: ProgramContext = {}): Promise<CanceledUnits> {
    const canceled: CanceledUnits = { attendees: [], registrations: [] }
    for (const line of [...lines].sort((a, b) => a.order_line_item_id.localeCompare(b.order_line_item_id))) {
      const { attendees, registrations } = await reduceAttendees(transactionOf(context), line)
      canceled.attendees.push(...attendees)
      canceled.registrations.push(...registrations)
    }
    return canceled
  }

  /** Takes all tickets of canceled orders back, with their seats. Told again it changes nothing. */
  @InjectTransactionManager()
  async cancelAttendeesOfOrders(
    orderIds: string[],
    @MedusaContext() context: ProgramContext = {}
  ): Promise<CanceledUnits> {
    const canceled: CanceledUnits = { attendees: [], registrations: [] }
    for (const orderId of [...new Set(orderIds)].sort()) {
      const { attendees, registrations } = await cancelAttendeesOfOrder(transactionOf(context), orderId)
      canceled.attendees.push(...attendees)
      canceled.registrations.push(...registrations)
    }
    return canceled
  }

  /** Undoes a cancellation. A seat that somebody else has taken since stays theirs. */
  @InjectTransactionManager()
  async reinstateAttendees(canceled: CanceledUnits, @MedusaContext() context: ProgramContext = {}): Promise<void> {
    const trx = transactionOf(context)
    await reviveRegistrations(trx, canceled.registrations, this.lockSession_)
    await trx("program_attendee")
      .whereIn("id", canceled.attendees.map((attendee) => attendee.id))
      .where("status", "canceled")
      .update({ status: "active", canceled_at: null, cancel_cause: null, updated_at: trx.fn.now() })
  }

  // Seats

  /**
   * Takes a seat; asking again answers the same one (`created` is false). Never more seats than the capacity,
   * whoever asks at once. Errors: `session_not_found`, `attendee_required`, `session_ended`, `session_full`.
   */
  @InjectTransactionManager()
  async registerSeat(
    input: RegisterSeatInput,
    @MedusaContext() context: ProgramContext = {}
  ): Promise<{ registration: RegistrationRef; created: boolean }> {
    return registerSeat(transactionOf(context), input, this.lockSession_)
  }

  /** Gives a seat back; asking again answers the same one (`canceled` is false). Error: `registration_not_found`. */
  @InjectTransactionManager()
  async cancelSeat(
    input: CancelSeatInput,
    @MedusaContext() context: ProgramContext = {}
  ): Promise<{ registration: RegistrationRef; canceled: boolean }> {
    return cancelSeat(transactionOf(context), input)
  }

  /** Undoes `cancelSeat`, unless somebody else has the seat by now. */
  @InjectTransactionManager()
  async reviveSeat(registration: RegistrationRef, @MedusaContext() context: ProgramContext = {}): Promise<void> {
    await reviveRegistrations(transactionOf(context), [registration], this.lockSession_)
  }

  // Sweeps

  @InjectManager()
  async readWatermark(name: string, @MedusaContext() context: ProgramContext = {}): Promise<Watermark | undefined> {
    return readWatermark(knexOf(context), name)
  }

  /** Ticket types whose older orders are still to be read. */
  @InjectManager()
  async listBackfills(@MedusaContext() context: ProgramContext = {}): Promise<Watermark[]> {
    return listBackfills(knexOf(context))
  }

  @InjectManager()
  async advanceWatermark(watermark: Watermark, @MedusaContext() context: ProgramContext = {}): Promise<void> {
    await advanceWatermark(knexOf(context), watermark)
  }

  @InjectManager()
  async removeWatermark(name: string, @MedusaContext() context: ProgramContext = {}): Promise<void> {
    await removeWatermark(knexOf(context), name)
  }

  /** Remembers orders that could not be repaired, so that a sweep need not stop at them. */
  @InjectManager()
  async rememberFailedOrders(ids: string[], @MedusaContext() context: ProgramContext = {}): Promise<void> {
    await rememberFailedOrders(knexOf(context), ids)
  }

  /** Orders to try again, those tried longest ago first. */
  @InjectManager()
  async listFailedOrders(limit: number, @MedusaContext() context: ProgramContext = {}): Promise<string[]> {
    return listFailedOrders(knexOf(context), limit)
  }

  @InjectManager()
  async forgetFailedOrders(ids: string[], @MedusaContext() context: ProgramContext = {}): Promise<void> {
    await forgetFailedOrders(knexOf(context), ids)
  }

  // Inside

  /** The lock that makes seats exact, as a member so that a test can take it away and see the race. */
  protected lockSession_: (trx: Knex.Transaction, id: string) => Promise<LockedSession | undefined> = lockSession

  protected async freeHandle_(title: string): Promise<string> {
    const base = handleFromTitle(title)
    const rivals = await this.listProgramEvents({ handle: { $like: `${base}%` } }, { select: ["handle"] })
    return freeHandle(base, rivals.map((event) => event.handle))
  }

  protected async lockRow_(table: string, id: string, context: ProgramContext): Promise<Row | undefined> {
    return transactionOf(context)(table).where({ id }).whereNull("deleted_at").forUpdate().first("*")
  }

  /** Keeps an event from being deleted while something is added to it. */
  protected async holdEvent_(id: string, context: ProgramContext): Promise<void> {
    const event = await transactionOf(context)("program_event").where({ id }).whereNull("deleted_at").forKeyShare().first("id")
    if (!event) {
      throw eventNotFound(id)
    }
  }
}

export default ProgramModuleService
