import { MathBN } from "@medusajs/framework/utils"

export type ReturnableItem = {
  quantity: unknown
  /** Medusa's own counts for the line: what came back whole, came back damaged, or was written off by a claim. */
  detail?: {
    return_received_quantity?: unknown
    return_dismissed_quantity?: unknown
    written_off_quantity?: unknown
    fulfilled_quantity?: unknown
  } | null
}

type Amount = { amount?: unknown }
export type OrderPayments = { payment_collections?: { payments?: { captures?: Amount[]; refunds?: Amount[] }[] }[] }

/** Whether all the money of an order went back, without a cancellation or a return. */
export function isRefundedInFull(order: OrderPayments): boolean {
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection.payments ?? [])
  const sum = (parts: Amount[]) => parts.reduce((total, part) => MathBN.add(total, part.amount as number), MathBN.convert(0))
  const captured = sum(payments.flatMap((payment) => payment.captures ?? []))
  return MathBN.gt(captured, 0) && MathBN.gte(sum(payments.flatMap((payment) => payment.refunds ?? [])), captured)
}

export type ReturnedUnits = { refunded: number; restocked: number; cause: string }

/**
 * What an order says of a line's units today. A cancelled order gives all of them back. A return gives back what was
 * received; what was dismissed or written off as damaged is refunded, but nobody can buy it again. Money that went back in
 * full without either takes everything back; whether it can be sold again is the organizer's to say.
 */
export function returnedUnits(order: { status: string } & OrderPayments, item: ReturnableItem): ReturnedUnits {
  if (order.status === "canceled") {
    return { refunded: Number(item.quantity), restocked: Number(item.quantity), cause: "order cancelled" }
  }
  const received = Number(item.detail?.return_received_quantity ?? 0)
  const lost = Number(item.detail?.return_dismissed_quantity ?? 0) + Number(item.detail?.written_off_quantity ?? 0)
  if (isRefundedInFull(order)) {
    return { refunded: Number(item.quantity), restocked: received, cause: "payment refunded" }
  }
  return { refunded: received + lost, restocked: received, cause: "returned" }
}
