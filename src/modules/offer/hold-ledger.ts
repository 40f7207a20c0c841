import { generateEntityId } from "@medusajs/framework/utils"
import { boundUnits, ownedUnits } from "./buyer-units"
import { evaluateEligibility, Moment, OfferTerms, Refusal } from "./eligibility"
import { LIVE } from "./live-hold"
import { withOrderLimit } from "./order-limit"
import { OfferRefusedError } from "./refusal"
import { Sql } from "../../utils/sql"
import { ActivityKind, Buyer, HoldStatus, OfferOptions } from "./types"

/**
 * Stock rules (SEMANTICS: stock and holds):
 *   available = inventory_total - sold - units of live holds
 * Every change of these three happens in one transaction that first locks the offers' rows, in the order of their
 * ids. Statements after the lock get a fresh snapshot (READ COMMITTED) and ask `clock_timestamp()`, not `now()`,
 * which stands still at the moment the transaction began and may lie before a lock was waited for.
 */

export type HoldRow = {
  id: string
  offer_id: string
  cart_id: string
  line_item_id: string | null
  customer_id: string | null
  quantity: number
  status: HoldStatus
  expires_at: Date
  renewals: number
  payment_started_at: Date | null
  live: boolean
}

export type OfferRow = OfferTerms & { id: string; inventory_total: number | null; sold: number }

export type ReserveItem = {
  offer_id: string
  /** Units the cart shall hold in all. */
  quantity: number
  line_item_id?: string | null
}

export type ReserveInput = {
  cart_id: string
  currency_code: string
  buyer: Buyer
  moment: Exclude<Moment, "list">
  items: ReserveItem[]
  session_id?: string | null
}

export type Reservation = { hold: HoldRow; before: HoldRow | null }

const HOLD_COLUMNS = `id, offer_id, cart_id, line_item_id, customer_id, quantity, status, expires_at, renewals,
  payment_started_at, (status = 'ordering' or expires_at > clock_timestamp()) as live`

export { LIVE }

/** Locks the offers against every other change of their stock, in one fixed order so that two carts can't deadlock. */
export async function lockOffers(sql: Sql, ids: string[]): Promise<Map<string, OfferRow>> {
  const rows = await sql<OfferRow>(
    `select id, title, event_id, status, starts_at, expires_at, target_session_ids, target_tiers, requires_ticket,
            per_customer_limit, per_order_limit, per_ticket_limit, upgrade_tier, inventory_total, sold
       from offer where id = any(?) and deleted_at is null order by id for update`,
    [[...new Set(ids)]]
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export async function record(
  sql: Sql,
  kind: ActivityKind,
  entry: { offer_id: string; hold_id?: string | null; cart_id?: string | null; order_id?: string | null; quantity: number; cause?: string | null }
): Promise<void> {
  await sql(
    `insert into offer_activity (id, offer_id, hold_id, cart_id, order_id, kind, quantity, cause) values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      generateEntityId(undefined, "offact"),
      entry.offer_id,
      entry.hold_id ?? null,
      entry.cart_id ?? null,
      entry.order_id ?? null,
      kind,
      entry.quantity,
      entry.cause ?? null,
    ]
  )
}

/** The same for the offers of some holds, in one statement: letting go is as frequent as taking. */
async function lockOffersOf(sql: Sql, holds: string, bindings: unknown[]): Promise<void> {
  await sql(`select id from offer where id in (select offer_id from offer_hold where ${holds} and deleted_at is null) order by id for update`, bindings)
}

/** Units other carts' live holds take. */
async function heldByOthers(sql: Sql, offerId: string, cartId: string): Promise<number> {
  const [row] = await sql<{ held: string }>(
    `select coalesce(sum(quantity), 0) as held from offer_hold where offer_id = ? and cart_id <> ? and ${LIVE}`,
    [offerId, cartId]
  )
  return Number(row.held)
}

async function pricedOffers(sql: Sql, ids: string[], currency: string): Promise<Set<string>> {
  const rows = await sql<{ offer_id: string }>(
    `select offer_id from offer_price where offer_id = any(?) and currency_code = ? and deleted_at is null`,
    [ids, currency]
  )
  return new Set(rows.map((row) => row.offer_id))
}

async function openHolds(sql: Sql, cartId: string, offerIds: string[]): Promise<Map<string, HoldRow>> {
  const rows = await sql<HoldRow>(
    `select ${HOLD_COLUMNS} from offer_hold
      where cart_id = ? and offer_id = any(?) and status in ('active', 'ordering') and deleted_at is null`,
    [cartId, offerIds]
  )
  return new Map(rows.map((row) => [row.offer_id, row]))
}

const ACTIVITY: Record<ReserveInput["moment"], ActivityKind> = {
  add: "held",
  renew: "renewed",
  pay: "payment_started",
  order: "ordering",
}

/** When the hold ends after this moment. A change of quantity leaves a running clock alone; only renewing and paying extend it. */
function nextClock(moment: ReserveInput["moment"], before: HoldRow | null, options: OfferOptions): { minutes: number; counts: boolean } | Refusal {
  const live = before?.live ? before : null
  if (moment === "add" || moment === "order") {
    return { minutes: live ? 0 : options.holdMinutes, counts: false }
  }
  // A hold that ran out is taken anew, whatever its renewals were.
  const exhausted = live !== null && live.renewals >= options.holdRenewals
  if (moment === "renew" && exhausted) {
    return { code: "hold_renewals_exhausted", message: "This reservation can't be extended any more." }
  }
  // A payment may always start; once the extensions are used up it has what is left of the clock.
  return { minutes: exhausted ? 0 : moment === "pay" ? options.paymentMinutes : options.holdMinutes, counts: !exhausted && Boolean(live) }
}

/**
 * Takes, changes, renews or converts a cart's holds: all of the items or, with an error of the first refusing rule, none.
 * @param lock replaced only by the tests that show what happens without it
 * @throws OfferRefusedError with the refusing rule's code; or `offer_not_found`
 */
export async function reserve(
  sql: Sql,
  input: ReserveInput,
  options: OfferOptions,
  lock: typeof lockOffers = lockOffers
): Promise<Reservation[]> {
  const ids = input.items.map((item) => item.offer_id)
  const offers = await lock(sql, ids)
  const holds = await openHolds(sql, input.cart_id, ids)
  const priced = await pricedOffers(sql, ids, input.currency_code)
  const limited = (limit: "per_customer_limit" | "per_ticket_limit") => ids.filter((id) => offers.get(id)?.[limit] != null)
  const ticketIds = input.buyer.tickets.flatMap(({ id }) => id ?? [])
  const owned = await ownedUnits(sql, limited("per_customer_limit"), input.cart_id, input.buyer)
  const bound = await boundUnits(sql, limited("per_ticket_limit"), input.cart_id, input.buyer, ticketIds)
  const reservations: Reservation[] = []
  const [{ at }] = await sql<{ at: Date }>("select clock_timestamp() as at")

  for (const item of input.items) {
    const offer = offers.get(item.offer_id)
    if (!offer) {
      throw new OfferRefusedError({ code: "offer_not_found", message: "There is no such offer." }, item.offer_id, item.quantity)
    }
    const before = holds.get(offer.id) ?? null
    if (before?.status === "ordering" && input.moment !== "order") {
      throw new OfferRefusedError(
        { code: "payment_in_progress", message: "This cart is being ordered and can't be changed." },
        offer.id,
        item.quantity
      )
    }
    const available =
      offer.inventory_total === null
        ? null
        : Math.max(0, offer.inventory_total - offer.sold - (await heldByOthers(sql, offer.id, input.cart_id)))
    const [refusal] = evaluateEligibility(withOrderLimit(offer, options), {
      moment: input.moment,
      at,
      quantity: item.quantity,
      available,
      owned: owned.get(offer.id) ?? 0,
      bound: bound.get(offer.id),
      priced: priced.has(offer.id),
      tickets: input.buyer.tickets,
      session_id: input.session_id,
      promised: input.moment === "order" && Boolean(before?.live && before.payment_started_at),
    })
    if (refusal) {
      throw new OfferRefusedError(refusal, offer.id, item.quantity)
    }
    const clock = nextClock(input.moment, before, options)
    if ("code" in clock) {
      throw new OfferRefusedError(clock, offer.id, item.quantity)
    }
    const hold = await writeHold(sql, input, item, before, clock)
    await record(sql, before?.live && input.moment === "add" ? "changed" : ACTIVITY[input.moment], {
      offer_id: offer.id,
      hold_id: hold.id,
      cart_id: input.cart_id,
      quantity: item.quantity,
    })
    reservations.push({ hold, before })
  }
  return reservations
}

async function writeHold(
  sql: Sql,
  input: ReserveInput,
  item: ReserveItem,
  before: HoldRow | null,
  clock: { minutes: number; counts: boolean }
): Promise<HoldRow> {
  const status = input.moment === "order" ? "ordering" : "active"
  const paying = input.moment === "pay"
  if (!before) {
    const [created] = await sql<HoldRow>(
      `insert into offer_hold (id, offer_id, cart_id, line_item_id, customer_id, email, quantity, status, expires_at, renewals, payment_started_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp() + make_interval(mins => ?), 0, case when ? then clock_timestamp() end)
       returning ${HOLD_COLUMNS}`,
      [
        generateEntityId(undefined, "offhold"),
        item.offer_id,
        input.cart_id,
        item.line_item_id ?? null,
        input.buyer.customer_id,
        input.buyer.email,
        item.quantity,
        status,
        clock.minutes,
        paying,
      ]
    )
    return created
  }
  const [changed] = await sql<HoldRow>(
    `update offer_hold
        set quantity = ?, status = ?, line_item_id = coalesce(?, line_item_id), customer_id = ?, email = ?,
            expires_at = greatest(expires_at, clock_timestamp() + make_interval(mins => ?)),
            renewals = case when ? then renewals + 1 when ? then 0 else renewals end,
            payment_started_at = case when ? then clock_timestamp() when ? then null else payment_started_at end,
            updated_at = clock_timestamp()
      where id = ? returning ${HOLD_COLUMNS}`,
    [
      item.quantity,
      status,
      item.line_item_id ?? null,
      input.buyer.customer_id,
      input.buyer.email,
      clock.minutes,
      clock.counts,
      !before.live,
      paying,
      !before.live,
      before.id,
    ]
  )
  return changed
}

/**
 * Units a hold gets back: what it had, or what is left of it. Fewer units had been asked for, and until that failed the rest
 * was free for other carts; the line that says more is refused when it is to be paid.
 */
async function restorable(sql: Sql, hold: HoldRow, before: HoldRow, offer: OfferRow | undefined): Promise<number> {
  if (before.quantity <= hold.quantity || !offer || offer.inventory_total === null) {
    return before.quantity
  }
  const left = offer.inventory_total - offer.sold - (await heldByOthers(sql, hold.offer_id, hold.cart_id))
  return Math.min(before.quantity, Math.max(hold.quantity, left))
}

/** Puts holds back as they were before a reservation: the compensation of whatever came after it failed. */
export async function restoreHolds(sql: Sql, reservations: Reservation[], cause: string): Promise<void> {
  const offers = await lockOffers(sql, reservations.map(({ hold }) => hold.offer_id))
  for (const { hold, before } of reservations) {
    const quantity = before && (await restorable(sql, hold, before, offers.get(hold.offer_id)))
    // Only what is still as the reservation left it: a sale or a release that came between is not undone.
    const [restored] = await sql(
      before
        ? `update offer_hold set quantity = ?, status = ?, expires_at = ?, renewals = ?, payment_started_at = ?, updated_at = clock_timestamp()
            where id = ? and status = ? returning id`
        : `update offer_hold set status = 'released', end_cause = ?, updated_at = clock_timestamp() where id = ? and status = ? returning id`,
      before
        ? [quantity, before.status, before.expires_at, before.renewals, before.payment_started_at, hold.id, hold.status]
        : [cause, hold.id, hold.status]
    )
    if (restored) {
      await record(sql, hold.status === "ordering" ? "order_abandoned" : "released", {
        offer_id: hold.offer_id,
        hold_id: hold.id,
        cart_id: hold.cart_id,
        quantity: hold.quantity,
        cause,
      })
    }
  }
}

/**
 * Ends active holds, expired or given up. An `ordering` hold belongs to an order in the making and stays, and so does one
 * that is said to have expired and was renewed.
 */
export async function endHolds(sql: Sql, ids: string[], status: "released" | "expired", cause: string): Promise<HoldRow[]> {
  if (!ids.length) {
    return []
  }
  await lockOffersOf(sql, "id = any(?)", [ids])
  const ended = await sql<HoldRow>(
    `update offer_hold set status = ?, end_cause = ?, updated_at = clock_timestamp()
      where id = any(?) and status = 'active' and (? = 'released' or expires_at <= clock_timestamp()) returning ${HOLD_COLUMNS}`,
    [status, cause, ids, status]
  )
  for (const hold of ended) {
    await record(sql, status, { offer_id: hold.offer_id, hold_id: hold.id, cart_id: hold.cart_id, quantity: hold.quantity, cause })
  }
  return ended
}

/** Gives an order that was never placed its holds' clocks back. */
export async function abandonOrdering(sql: Sql, cartId: string, cause: string): Promise<void> {
  await lockOffersOf(sql, "cart_id = ? and status = 'ordering'", [cartId])
  const holds = await sql<HoldRow>(
    `update offer_hold set status = 'active', updated_at = clock_timestamp()
      where cart_id = ? and status = 'ordering' and deleted_at is null returning ${HOLD_COLUMNS}`,
    [cartId]
  )
  for (const hold of holds) {
    await record(sql, "order_abandoned", { offer_id: hold.offer_id, hold_id: hold.id, cart_id: cartId, quantity: hold.quantity, cause })
  }
}

/** Gives back what a cart that has become an order still holds: for lines that left it without anybody hearing of it. */
export async function releaseRest(sql: Sql, cartId: string): Promise<void> {
  const rest = await sql<{ id: string }>(`select id from offer_hold where cart_id = ? and status = 'active' and deleted_at is null`, [cartId])
  await endHolds(sql, rest.map(({ id }) => id), "released", "the order was placed without it")
}
