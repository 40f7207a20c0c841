import { defaultCurrencies, generateEntityId, MedusaError } from "@medusajs/framework/utils"
import { lockOffers } from "./hold-ledger"
import { refundAmount } from "./refund-amount"
import { recordReturns } from "./sale-ledger"
import { Sql } from "../../utils/sql"
import { RefundStatus } from "./types"

export type RefundRequest = {
  purchase_id: string
  quantity: number
  /** Whether the units can be sold again. */
  restock: boolean
  note: string | null
  /** Units the organizer saw as refunded already: a request sent twice, or from an old page, is refused. */
  seen_refunded_quantity: number | null
  by: string | null
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

type Purchase = {
  offer_id: string
  order_id: string
  order_line_item_id: string
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
 * codes, tickets and files are void, and the money goes back however often it takes.
 * @throws MedusaError `purchase_not_found`, `already_refunded`, `quantity_exceeds_refundable`, `purchase_changed`
 */
export async function beginRefund(sql: Sql, request: RefundRequest): Promise<RefundRow> {
  const [owner] = await sql<{ offer_id: string }>(`select offer_id from offer_purchase where id = ? and deleted_at is null`, [request.purchase_id])
  if (!owner) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such purchase.", "purchase_not_found")
  }
  await lockOffers(sql, [owner.offer_id])
  const [purchase] = await sql<Purchase>(
    `select offer_id, order_id, order_line_item_id, quantity, refunded_quantity, restocked_quantity, total::text as total, currency_code
       from offer_purchase where id = ?`,
    [request.purchase_id]
  )
  const left = purchase.quantity - purchase.refunded_quantity
  if (left === 0) {
    throw refuse("already_refunded", "All units of this purchase were refunded already.")
  }
  if (request.seen_refunded_quantity !== null && request.seen_refunded_quantity !== purchase.refunded_quantity) {
    throw refuse("purchase_changed", "This purchase has changed meanwhile. Look at it again before refunding.")
  }
  if (request.quantity > left) {
    throw refuse("quantity_exceeds_refundable", `Only ${left} of ${purchase.quantity} units can still be refunded.`)
  }
  const decimals = defaultCurrencies[purchase.currency_code.toUpperCase()]?.decimal_digits ?? 2
  const amount = refundAmount(purchase, request.quantity, decimals)
  await recordReturns(sql, [
    {
      order_line_item_id: purchase.order_line_item_id,
      refunded: purchase.refunded_quantity + request.quantity,
      restocked: purchase.restocked_quantity + (request.restock ? request.quantity : 0),
      cause: request.note ?? "refunded",
    },
  ])
  const [refund] = await sql<RefundRow>(
    `insert into offer_refund (id, purchase_id, order_id, quantity, restock, amount, raw_amount, currency_code, note, created_by, status, next_attempt_at)
     values (?, ?, ?, ?, ?, ?::numeric, jsonb_build_object('value', ?::text, 'precision', 20), ?, ?, ?, 'pending', clock_timestamp() + interval '1 minute')
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
    ]
  )
  return refund
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
