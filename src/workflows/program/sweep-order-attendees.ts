import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { attendeeRepairs } from "../../modules/program/attendee-repairs"
import { ORDERS_WATERMARK, ticketTypeOfBackfill } from "../../modules/program/queries/watermarks"
import { errorMessage } from "../../utils/error-message"
import { programOf } from "./container"
import { listTicketOrders, type ChangedOrder } from "./ticket-orders"
import { withReturns } from "./order-returns"
import { cancelOrderAttendeesWorkflow } from "./workflows/cancel-order-attendees"
import { cancelReturnedAttendeesWorkflow } from "./workflows/cancel-returned-attendees"
import { recordOrderAttendeesWorkflow } from "./workflows/record-order-attendees"

const MINUTE = 60_000

const REPAIR_KINDS = ["record", "cancel", "reduce"] as const
type RepairKind = (typeof REPAIR_KINDS)[number]
type Others = Pick<Required<SweepOptions>, "alsoRepair" | "beingPlaced">

export type SweepOptions = {
  /**
   * Orders changed less than this many seconds ago are left for later, 180 by default. Medusa creates an order
   * before it authorizes the payment and deletes it again when that fails; the event tells of placed orders only.
   */
  settleSeconds?: number
  /** How far behind the last order read the next sweep starts, 15 by default: slow transactions commit late, clocks differ. */
  overlapMinutes?: number
  /** Orders in memory at once, 200 by default. */
  pageSize?: number
  /** Repairs what another domain keeps of the same orders, so that they are read once. Answers the orders it could not repair. */
  alsoRepair?: (container: MedusaContainer, orders: ChangedOrder[]) => Promise<string[]>
  /** Orders of which nothing may be made yet, however old: they are looked at again by the next sweep. */
  beingPlaced?: (container: MedusaContainer, orderIds: string[]) => Promise<Set<string>>
}

export type SweepResult = {
  /** Orders read. */
  read: number
  /** Attendees made and canceled. */
  created: number
  canceled: number
  /** Orders whose repair failed; they are tried again by the next sweep. */
  failed: string[]
}

const settledBefore = ({ settleSeconds }: Required<SweepOptions>) => new Date(Date.now() - settleSeconds * 1000)

/** Answers whether it worked. */
async function repairOrder(container: MedusaContainer, kind: RepairKind, id: string, result: SweepResult): Promise<boolean> {
  try {
    if (kind === "record") {
      const { result: created } = await recordOrderAttendeesWorkflow(container).run({ input: { order_ids: [id] } })
      result.created += created.length
    } else {
      const cancel = kind === "cancel" ? cancelOrderAttendeesWorkflow : cancelReturnedAttendeesWorkflow
      const { result: canceled } = await cancel(container).run({ input: { order_ids: [id] } })
      result.canceled += canceled.attendees.length
    }
    return true
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`The attendees of order ${id} could not be repaired: ${errorMessage(error)}`)
    return false
  }
}

/**
 * Compares a page of orders with what was made of them and repairs the difference, order by order. One that can't be
 * repaired, or not yet, is remembered, so that it stops no other: the sweep goes on and comes back to it.
 * @returns the orders to come back to
 */
async function repairOrders(container: MedusaContainer, found: ChangedOrder[], { alsoRepair, beingPlaced }: Others, result: SweepResult): Promise<string[]> {
  const program = programOf(container)
  const early = await beingPlaced(container, found.map((order) => order.id))
  const orders = found.filter((order) => !early.has(order.id))
  const variantIds = orders.flatMap((order) => order.items.flatMap((item) => item.variant_id ?? []))
  const [ticketTypes, attendees] = await Promise.all([
    program.listTicketTypesByVariant(variantIds),
    program.listAttendeesOfOrders(orders.map((order) => order.id)),
  ])
  const repairs = attendeeRepairs(await withReturns(container, orders, attendees), ticketTypes, attendees)
  const failed: string[] = []
  for (const kind of REPAIR_KINDS) {
    for (const id of repairs[kind]) {
      failed.push(...((await repairOrder(container, kind, id, result)) ? [] : [id]))
    }
  }
  failed.push(...(await alsoRepair(container, orders)))
  result.read += orders.length
  result.failed = [...new Set([...result.failed, ...failed])]
  const again = [...failed, ...early]
  await program.rememberFailedOrders(again)
  return again
}

/** Orders that a sweep before this one could not repair, or not yet, those tried longest ago first. */
async function sweepFailedOrders(container: MedusaContainer, options: Required<SweepOptions>, result: SweepResult): Promise<void> {
  const program = programOf(container)
  const ids = await program.listFailedOrders(options.pageSize)
  if (!ids.length) {
    return
  }
  const orders = await listTicketOrders(container, { filters: { id: ids } })
  const failed = await repairOrders(container, orders, options, result)
  await program.forgetFailedOrders(ids.filter((id) => !failed.includes(id)))
}

/** Reads every order that changed since the last sweep: placed, converted from a draft, transferred, edited, canceled. */
async function sweepChangedOrders(container: MedusaContainer, options: Required<SweepOptions>, result: SweepResult) {
  const program = programOf(container)
  const watermark = await program.readWatermark(ORDERS_WATERMARK)
  const until = settledBefore(options)
  let from = (watermark?.position?.getTime() ?? 0) - (watermark?.position ? options.overlapMinutes * MINUTE : 0)
  let skip = 0

  for (;;) {
    const orders = await listTicketOrders(container, {
      filters: { updated_at: { $gte: new Date(from), $lte: until } },
      pagination: { skip, take: options.pageSize, order: { updated_at: "ASC", id: "ASC" } },
    })
    const last = orders.at(-1)
    if (!last) {
      return
    }
    await repairOrders(container, orders, options, result)
    const reached = new Date(last.updated_at).getTime()
    await program.advanceWatermark({ name: ORDERS_WATERMARK, position: new Date(reached), cursor: null })
    if (orders.length < options.pageSize) {
      return
    }
    // Pages start at a time, not at a number, because orders that change move to the end. Only when a whole page
    // shares one millisecond does it count rows.
    skip = reached > from ? 0 : skip + orders.length
    from = reached
  }
}

/** Reads the orders of variants that were sold before they became ticket types, then forgets the task. */
async function sweepBackfills(container: MedusaContainer, options: Required<SweepOptions>, result: SweepResult) {
  const program = programOf(container)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for (const { name, cursor: start } of await program.listBackfills()) {
    const [ticketType] = await program.listProgramTicketTypes(
      { id: ticketTypeOfBackfill(name) },
      { select: ["id", "product_variant_id"] }
    )
    let cursor = start
    for (let more = !!ticketType; more; ) {
      const { data: items } = await query.graph({
        entity: "order_item",
        fields: ["id", "order_id"],
        filters: { item: { variant_id: ticketType.product_variant_id }, ...(cursor ? { id: { $gt: cursor } } : {}) } as never,
        pagination: { skip: 0, take: options.pageSize, order: { id: "ASC" } },
      })
      const ids = [...new Set((items as { order_id: string }[]).map((item) => item.order_id))]
      if (ids.length) {
        // Orders that are not settled yet are left to the other sweep, which has not passed them.
        const orders = await listTicketOrders(container, { filters: { id: ids, updated_at: { $lte: settledBefore(options) } } })
        await repairOrders(container, orders, { ...options, alsoRepair: async () => [] }, result)
        cursor = (items as { id: string }[]).at(-1)!.id
        await program.advanceWatermark({ name, position: null, cursor })
      }
      more = items.length === options.pageSize
    }
    await program.removeWatermark(name)
  }
}

/**
 * The guarantee behind the order events: compares orders with attendees and repairs the difference. Any number of
 * sweeps, subscribers and nodes may run it at once; each ticket makes one attendee. Memory is bounded by the page size.
 */
export async function sweepOrderAttendees(container: MedusaContainer, options: SweepOptions = {}): Promise<SweepResult> {
  const settings = { settleSeconds: 180, overlapMinutes: 15, pageSize: 200, alsoRepair: async () => [], beingPlaced: async () => new Set<string>(), ...options }
  const result: SweepResult = { read: 0, created: 0, canceled: 0, failed: [] }
  await sweepFailedOrders(container, settings, result)
  await sweepChangedOrders(container, settings, result)
  await sweepBackfills(container, settings, result)
  return result
}
