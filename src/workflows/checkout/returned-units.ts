import { MathBN } from "@medusajs/framework/utils"
import type { OrderLineState } from "../../modules/offer/given-back"
import { isWorthNothing } from "../../modules/offer/refund-amount"
import { currencyDecimals } from "../../utils/currency-decimals"

export type ReturnableItem = {
  id: string
  /** Medusa's own counts for the line: what came back whole, came back damaged, was written off by a claim, or was sent. */
  detail?: {
    return_received_quantity?: unknown
    return_dismissed_quantity?: unknown
    written_off_quantity?: unknown
    fulfilled_quantity?: unknown
  } | null
}

type Amount = { amount?: unknown }
export type OrderPayments = {
  currency_code?: string
  payment_collections?: { payments?: { captures?: Amount[]; refunds?: Amount[] }[] }[]
}

/** What is read of an order's payments for the functions here. */
export const PAYMENT_FIELDS = [
  "currency_code",
  "payment_collections.payments.captures.amount",
  "payment_collections.payments.refunds.amount",
]

/** What is read of an order's lines for `totalOfLine`: Medusa sums a line up only together with its taxes and discounts. */
export const LINE_FIELDS = ["total", "items.*", "items.detail.*", "items.total", "items.tax_lines.*", "items.adjustments.*"]

/**
 * What all units of a line cost, in major units: Medusa's total is of those that didn't come back by a return.
 * @returns null when all of them did, for then Medusa says no more what they cost
 */
export function totalOfLine({ quantity, total, detail }: ReturnableItem & { quantity: unknown; total?: unknown }): string | null {
  const kept = Number(quantity) - Number(detail?.return_received_quantity ?? 0) - Number(detail?.return_dismissed_quantity ?? 0)
  return total === undefined || total === null || kept <= 0 ? null : MathBN.div(MathBN.mult(total as never, Number(quantity)), kept).toString()
}

/** Whether all the money of an order went back, without a cancellation or a return: less than a coin of it is left. */
export function isRefundedInFull(order: OrderPayments): boolean {
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection.payments ?? [])
  const sum = (parts: Amount[]) => parts.reduce((total, part) => MathBN.add(total, part.amount as number), MathBN.convert(0))
  const captured = sum(payments.flatMap((payment) => payment.captures ?? []))
  const left = MathBN.sub(captured, sum(payments.flatMap((payment) => payment.refunds ?? [])))
  return MathBN.gt(captured, 0) && isWorthNothing(left.toString(), currencyDecimals(order.currency_code ?? ""))
}

/** What an order says of a line's units today. */
export function lineState(order: { status: string } & OrderPayments, { id, detail }: ReturnableItem): OrderLineState {
  return {
    order_line_item_id: id,
    canceled: order.status === "canceled",
    paid_back: isRefundedInFull(order),
    fulfilled: Number(detail?.fulfilled_quantity ?? 0),
    received: Number(detail?.return_received_quantity ?? 0),
    lost: Number(detail?.return_dismissed_quantity ?? 0) + Number(detail?.written_off_quantity ?? 0),
  }
}
