import { generateEntityId } from "@medusajs/framework/utils"
import { needsTicket } from "./eligibility"
import { GivenBack, givenBack, netRemoval, OrderLineState } from "./given-back"
import { lockOffers, OfferRow, record } from "./hold-ledger"
import { isPricedAnew, totalOfUnits } from "./line-total"
import { Sql } from "../../utils/sql"
import { DeliveryMethod } from "./types"
import { createUnits, followUnits, RevokedFirst, revokeUnits } from "./unit-ledger"

export type SoldLine = {
  order_line_item_id: string
  offer_id: string
  hold_id: string | null
  quantity: number
  /** Major units, as decimal strings. */
  unit_price: string
  total: string
}

export type Sale = {
  order_id: string
  cart_id: string | null
  customer_id: string | null
  email: string | null
  currency_code: string
  lines: SoldLine[]
}

/**
 * Writes a placed order's offers down: the hold becomes a sale in the same transaction, so the stock equation holds
 * at every instant. Safe to call any number of times for the same order: the order line is unique.
 * @returns ids of the purchases this call created
 */
export async function recordSale(sql: Sql, sale: Sale): Promise<string[]> {
  const offers = await lockOffers(sql, sale.lines.map((line) => line.offer_id))
  const created: string[] = []
  for (const line of sale.lines) {
    const [purchase] = await sql<{ id: string }>(
      `insert into offer_purchase (id, offer_id, event_id, hold_id, order_id, order_line_item_id, customer_id, email,
                                   title, type, image_url, delivery_method, quantity, unit_price, raw_unit_price, total, raw_total, currency_code, status)
       select ?, id, event_id, ?, ?, ?, ?, ?, title, type, image_url, delivery_method, ?, ?::numeric, jsonb_build_object('value', ?::text, 'precision', 20),
              ?::numeric, jsonb_build_object('value', ?::text, 'precision', 20), ?, 'PENDING'
         from offer where id = ?
       on conflict (order_line_item_id) where deleted_at is null do nothing
       returning id`,
      [
        generateEntityId(undefined, "offpur"),
        line.hold_id,
        sale.order_id,
        line.order_line_item_id,
        sale.customer_id,
        sale.email,
        line.quantity,
        line.unit_price,
        line.unit_price,
        line.total,
        line.total,
        sale.currency_code,
        line.offer_id,
      ]
    )
    if (!purchase) {
      continue
    }
    created.push(purchase.id)
    await createUnits(sql, purchase.id, needsTicket(offers.get(line.offer_id)))
    await sql(`update offer set sold = sold + ?, updated_at = clock_timestamp() where id = ?`, [line.quantity, line.offer_id])
    if (line.hold_id) {
      await sql(
        `update offer_hold set status = 'sold', order_id = ?, end_cause = 'order placed', updated_at = clock_timestamp()
          where id = ? and status in ('active', 'ordering')`,
        [sale.order_id, line.hold_id]
      )
    }
    await record(sql, "sold", {
      offer_id: line.offer_id,
      hold_id: line.hold_id,
      cart_id: sale.cart_id,
      order_id: sale.order_id,
      quantity: line.quantity,
    })
  }
  return created
}

type PurchaseRow = {
  id: string
  offer_id: string
  order_id: string
  order_line_item_id: string
  quantity: number
  total: string
  delivery_method: DeliveryMethod
  refunded_quantity: number
  restocked_quantity: number
  removed_quantity: number
  net_removed_quantity: number
}

const PURCHASE_COLUMNS = `id, offer_id, order_id, order_line_item_id, quantity, total::text as total, delivery_method,
  refunded_quantity, restocked_quantity, removed_quantity, net_removed_quantity`

type RefundedUnits = { purchase_id: string; quantity: number; restock: boolean }

/** Refunds made here, oldest first. */
async function refundsOf(sql: Sql, purchases: PurchaseRow[]): Promise<RefundedUnits[]> {
  return await sql<RefundedUnits>(
    `select purchase_id, quantity, restock from offer_refund where purchase_id = any(?) and deleted_at is null order by created_at, id`,
    [purchases.map((purchase) => purchase.id)]
  )
}

export type OrderedLine = Pick<SoldLine, "order_line_item_id" | "quantity" | "unit_price"> & {
  /** What all its units cost, also those returned since; null when each of them was, and the order says no more. */
  total: string | null
}

/**
 * Brings an order's purchases in step with its lines after an edit: units more are owed at once, units less are given back,
 * and another price is the price of what is refunded from now on. The order stands whether there was stock or not; what was
 * sold beyond it is in the trail.
 * @param lines of the order as they are now; a purchase whose line is not among them was taken off
 * @returns ids of the purchases that gave units back
 */
export async function followOrderedLines(sql: Sql, orderId: string, lines: OrderedLine[]): Promise<string[]> {
  const owners = await sql<{ offer_id: string }>(`select distinct offer_id from offer_purchase where order_id = ? and deleted_at is null`, [orderId])
  const offers = await lockOffers(sql, owners.map((owner) => owner.offer_id))
  const purchases = await sql<PurchaseRow>(`select ${PURCHASE_COLUMNS} from offer_purchase where order_id = ? and deleted_at is null order by id`, [orderId])
  const refunds = await refundsOf(sql, purchases)
  const gaveBack: string[] = []
  for (const purchase of purchases) {
    const line = lines.find((candidate) => candidate.order_line_item_id === purchase.order_line_item_id)
    const more = (line?.quantity ?? 0) - (purchase.quantity - purchase.removed_quantity)
    if (more < 0 && (await takeUnitsOff(sql, purchase, refunds.filter((refund) => refund.purchase_id === purchase.id), -more))) {
      gaveBack.push(purchase.id)
    }
    if (more > 0) {
      await addUnits(sql, purchase, more, offers.get(purchase.offer_id))
    }
    if (line) {
      await followPrice(sql, { ...purchase, quantity: purchase.quantity + Math.max(0, more) }, line)
    }
  }
  return gaveBack
}

/** In one transaction: what was taken off and not given back would never be found again. @returns whether any unit was given back */
async function takeUnitsOff(sql: Sql, purchase: PurchaseRow, refunds: RefundedUnits[], units: number): Promise<boolean> {
  const net = netRemoval(purchase, refunds, units)
  await sql(
    `update offer_purchase set removed_quantity = removed_quantity + ?, net_removed_quantity = net_removed_quantity + ?, updated_at = clock_timestamp()
      where id = ?`,
    [units, net, purchase.id]
  )
  return await giveBack(sql, purchase, {
    refunded: purchase.refunded_quantity + net,
    restocked: purchase.restocked_quantity + net,
    cause: "taken off the order",
  })
}

async function addUnits(sql: Sql, purchase: PurchaseRow, more: number, offer: OfferRow | undefined): Promise<void> {
  await sql(`update offer_purchase set quantity = quantity + ?, updated_at = clock_timestamp() where id = ?`, [more, purchase.id])
  await createUnits(sql, purchase.id, needsTicket(offer))
  await followUnits(sql, [purchase.id])
  await sql(`update offer set sold = sold + ?, updated_at = clock_timestamp() where id = ?`, [more, purchase.offer_id])
  const beyond = offer?.inventory_total == null ? 0 : Math.min(more, offer.sold + more - offer.inventory_total)
  await record(sql, "sold", {
    offer_id: purchase.offer_id,
    order_id: purchase.order_id,
    quantity: more,
    cause: beyond > 0 ? `added to the order, ${beyond} more than there were` : "added to the order",
  })
}

/** The line's total is for what it has now; a share of the purchase's is for one unit of all it ever had. */
async function followPrice(sql: Sql, purchase: PurchaseRow, line: OrderedLine): Promise<void> {
  const total = totalOfUnits(line, purchase.quantity)
  if (total === null || !isPricedAnew(purchase, line)) {
    return
  }
  await sql(
    `update offer_purchase set total = ?::numeric, raw_total = jsonb_build_object('value', ?::text, 'precision', 20),
            unit_price = ?::numeric, raw_unit_price = jsonb_build_object('value', ?::text, 'precision', 20), updated_at = clock_timestamp() where id = ?`,
    [total, total, line.unit_price, line.unit_price, purchase.id]
  )
}

/**
 * Brings purchases in step with what their orders say was given back, beside the refunds made here. It is told totals, not
 * changes, so any number of reports in any order end in the same state; a unit given back once stays given back. The units
 * that came back are revoked in the same transaction.
 * @returns ids of the purchases this call changed
 */
export async function recordReturns(sql: Sql, lines: OrderLineState[]): Promise<string[]> {
  const lineIds = lines.map((line) => line.order_line_item_id)
  const owners = await sql<{ offer_id: string }>(
    `select distinct offer_id from offer_purchase where order_line_item_id = any(?) and deleted_at is null`,
    [lineIds]
  )
  await lockOffers(sql, owners.map((owner) => owner.offer_id))
  const purchases = await sql<PurchaseRow>(
    `select ${PURCHASE_COLUMNS} from offer_purchase where order_line_item_id = any(?) and deleted_at is null order by id`,
    [lineIds]
  )
  const refunds = await refundsOf(sql, purchases)
  const changed: string[] = []
  for (const purchase of purchases) {
    const told = lines.find((line) => line.order_line_item_id === purchase.order_line_item_id) as OrderLineState
    const own = refunds.filter((refund) => refund.purchase_id === purchase.id)
    // What comes back by a return had been sent; a parcel that is still owed stays owed.
    if (await giveBack(sql, purchase, givenBack(purchase, own, told), purchase.delivery_method === "SHIPMENT" ? "sent" : "owed")) {
      changed.push(purchase.id)
    }
  }
  return changed
}

type GivingPurchase = Pick<PurchaseRow, "id" | "offer_id" | "order_id" | "quantity" | "refunded_quantity" | "restocked_quantity">

/**
 * Takes units of a purchase back until as many are as told in all, and puts those that can be sold again back into stock.
 * Called with the offer locked.
 * @param first which units go first
 * @returns whether anything changed
 */
export async function giveBack(sql: Sql, purchase: GivingPurchase, told: GivenBack, first: RevokedFirst = "owed"): Promise<boolean> {
  const refunded = Math.min(purchase.quantity, Math.max(purchase.refunded_quantity, told.refunded))
  // A code that somebody has seen can't be sold again, so its unit doesn't come back into stock.
  const unsellable = await revokeUnits(sql, purchase.id, refunded, first)
  const restocked = Math.max(purchase.restocked_quantity, Math.min(refunded - unsellable, told.restocked))
  if (refunded === purchase.refunded_quantity && restocked === purchase.restocked_quantity) {
    return false
  }
  await sql(`update offer_purchase set refunded_quantity = ?, restocked_quantity = ?, updated_at = clock_timestamp() where id = ?`, [
    refunded,
    restocked,
    purchase.id,
  ])
  await followUnits(sql, [purchase.id])
  await sql(`update offer set sold = sold - ?, updated_at = clock_timestamp() where id = ?`, [
    restocked - purchase.restocked_quantity,
    purchase.offer_id,
  ])
  await record(sql, "refunded", {
    offer_id: purchase.offer_id,
    order_id: purchase.order_id,
    quantity: refunded - purchase.refunded_quantity,
    cause: told.cause,
  })
  return true
}
