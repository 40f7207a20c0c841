import { generateEntityId, MathBN, MedusaError } from "@medusajs/framework/utils"
import { lockOffers } from "./hold-ledger"
import { amountAccounted, refundAmount } from "./refund-amount"
import { giveBack } from "./sale-ledger"
import { currencyDecimals } from "../../utils/currency-decimals"
import { Sql } from "../../utils/sql"
import { RefundStatus } from "./types"

export type RefundRequest = {
  purchase_id: string
  quantity: number
  /** Whether the units can be sold again. */
  restock: boolean
  note: string | null
  /** Units the organizer saw as refunded already: a request sent twice, or from an old page, is refused. */
  seen_refunded_quantity: number
  by: string | null
  /**
   * What of the order's money went back elsewhere without saying what for, in major units, what earlier refunds made of
   * it included: nothing is sent then, and no more than this is accounted for. Without it the money is owed.
   */
  returned_elsewhere?: string | null
}

export type RefundRow = {
  id: string
  purchase_id: string
  order_id: string
  quantity: number
  amount: string
  currency_code: string
  status: RefundStatus
  note: string | null
  created_by: string | null
}

type Owner = { offer_id: string; order_id: string }

type Purchase = {
  id: string
  offer_id: string
  order_id: string
  quantity: number
  refunded_quantity: number
  restocked_quantity: number
  total: string
  currency_code: string
}

const COLUMNS = `id, purchase_id, order_id, quantity, amount::text as amount, currency_code, status, note, created_by`

const refuse = (code: string, message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)

/**
 * Takes units of a purchase back and writes down the money that is owed for them, in one transaction: from then on their
 * codes, tickets and files are void, and the money goes back however often it takes. Money that went back elsewhere
 * already is only accounted for.
 * @param lock replaced only by the test that shows what happens without it
 * @throws MedusaError `purchase_not_found`, `already_refunded`, `quantity_exceeds_refundable`, `purchase_changed`,
 * `exceeds_unexplained_refund`
 */
export async function beginRefund(sql: Sql, request: RefundRequest, lock: typeof lockOffers = lockOffers): Promise<RefundRow> {
  const [owner] = await sql<Owner>(`select offer_id, order_id from offer_purchase where id = ? and deleted_at is null`, [request.purchase_id])
  if (!owner) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such purchase.", "purchase_not_found")
  }
  const returned = request.returned_elsewhere ?? null
  await lock(sql, returned === null ? [owner.offer_id] : await offersOf(sql, owner.order_id))
  const [purchase] = await sql<Purchase>(
    `select id, offer_id, order_id, quantity, refunded_quantity, restocked_quantity, total::text as total, currency_code
       from offer_purchase where id = ?`,
    [request.purchase_id]
  )
  const left = purchase.quantity - purchase.refunded_quantity
  if (left === 0) {
    throw refuse("already_refunded", "All units of this purchase were refunded already.")
  }
  if (request.seen_refunded_quantity !== purchase.refunded_quantity) {
    throw refuse("purchase_changed", "This purchase has changed meanwhile. Look at it again before refunding.")
  }
  if (request.quantity > left) {
    throw refuse("quantity_exceeds_refundable", `Only ${left} of ${purchase.quantity} units can still be refunded.`)
  }
  const decimals = currencyDecimals(purchase.currency_code)
  const owed = refundAmount(purchase, request.quantity, decimals)
  const amount = returned === null ? owed : await accountFor(sql, { owed, returned, order_id: purchase.order_id, quantity: request.quantity, decimals })
  await giveBack(sql, purchase, {
    refunded: purchase.refunded_quantity + request.quantity,
    restocked: purchase.restocked_quantity + (request.restock ? request.quantity : 0),
    cause: request.note ?? "refunded",
  })
  const [refund] = await sql<RefundRow>(
    `insert into offer_refund (id, purchase_id, order_id, quantity, restock, amount, raw_amount, currency_code, note, created_by, sent_elsewhere, status, next_attempt_at)
     values (?, ?, ?, ?, ?, ?::numeric, jsonb_build_object('value', ?::text, 'precision', 20), ?, ?, ?, ?, ?,
             case when ? then null else clock_timestamp() + interval '1 minute' end)
     returning ${COLUMNS}`,
    [
      generateEntityId(undefined, "offref"),
      request.purchase_id,
      purchase.order_id,
      request.quantity,
      request.restock,
      amount,
      amount,
      purchase.currency_code,
      request.note,
      request.by,
      returned !== null,
      returned === null ? "pending" : "done",
      returned !== null,
    ]
  )
  return refund
}

/** Two purchases of one order share the money that went back, so their offers are locked together. */
async function offersOf(sql: Sql, orderId: string): Promise<string[]> {
  const rows = await sql<{ offer_id: string }>(`select distinct offer_id from offer_purchase where order_id = ? and deleted_at is null`, [orderId])
  return rows.map((row) => row.offer_id)
}

type Account = { owed: string; returned: string; order_id: string; quantity: number; decimals: number }

/**
 * How much of the money that went back elsewhere these units take.
 * @throws MedusaError `exceeds_unexplained_refund`
 */
async function accountFor(sql: Sql, { owed, returned, order_id, quantity, decimals }: Account): Promise<string> {
  const left = MathBN.max(0, MathBN.sub(returned, await accountedElsewhere(sql, order_id)))
  const amount = amountAccounted(owed, left.toString(), quantity, decimals)
  if (amount === null) {
    throw refuse("exceeds_unexplained_refund", `These units cost ${owed}, but only ${left.toFixed(decimals)} went back without saying what for.`)
  }
  return amount
}

/** What of an order's money that went back elsewhere has been said what for, in major units. */
export async function accountedElsewhere(sql: Sql, orderId: string): Promise<string> {
  const [{ amount }] = await sql<{ amount: string }>(
    `select coalesce(sum(amount), 0)::text as amount from offer_refund where order_id = ? and sent_elsewhere and deleted_at is null`,
    [orderId]
  )
  return amount
}

export async function finishRefund(sql: Sql, id: string): Promise<void> {
  await sql(`update offer_refund set status = 'done', error = null, next_attempt_at = null, updated_at = clock_timestamp() where id = ?`, [id])
}

/** Keeps why the money could not be sent and plans the next attempt: a minute, doubling up to six hours. */
export async function failRefund(sql: Sql, id: string, error: string): Promise<void> {
  await sql(
    `update offer_refund set status = 'failed', error = ?, attempts = attempts + 1, updated_at = clock_timestamp(),
            next_attempt_at = clock_timestamp() + make_interval(secs => least(21600, 60 * power(2, least(attempts, 10))))
      where id = ? and status <> 'done'`,
    [error.slice(0, 500), id]
  )
}

/** An order's refunds that could not be sent, whenever they are due, taken as by `takeDueRefunds`. */
export async function takeFailedRefunds(sql: Sql, orderId: string): Promise<RefundRow[]> {
  return await sql<RefundRow>(
    `update offer_refund set next_attempt_at = clock_timestamp() + interval '2 minutes'
      where order_id = ? and status = 'failed' and deleted_at is null returning ${COLUMNS}`,
    [orderId]
  )
}

/** Refunds whose money is still owed and due, taken for two minutes so that two nodes share the work. */
export async function takeDueRefunds(sql: Sql, limit: number): Promise<RefundRow[]> {
  return await sql<RefundRow>(
    `update offer_refund set next_attempt_at = clock_timestamp() + interval '2 minutes'
      where id in (select id from offer_refund where status <> 'done' and deleted_at is null and next_attempt_at <= clock_timestamp()
                    order by next_attempt_at limit ? for update skip locked)
     returning ${COLUMNS}`,
    [limit]
  )
}
