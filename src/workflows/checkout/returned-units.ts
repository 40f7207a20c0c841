export type ReturnableItem = {
  quantity: unknown
  /** Medusa's own counts for the line: what came back whole, came back damaged, or was written off by a claim. */
  detail?: { return_received_quantity?: unknown; return_dismissed_quantity?: unknown; written_off_quantity?: unknown } | null
}

export type ReturnedUnits = { refunded: number; restocked: number; cause: string }

/**
 * What an order says of a line's units today. A cancelled order gives all of them back. A return gives back what was
 * received; what was dismissed or written off as damaged is refunded, but nobody can buy it again.
 */
export function returnedUnits(order: { status: string }, item: ReturnableItem): ReturnedUnits {
  if (order.status === "canceled") {
    return { refunded: Number(item.quantity), restocked: Number(item.quantity), cause: "order cancelled" }
  }
  const received = Number(item.detail?.return_received_quantity ?? 0)
  const lost = Number(item.detail?.return_dismissed_quantity ?? 0) + Number(item.detail?.written_off_quantity ?? 0)
  return { refunded: received + lost, restocked: received, cause: "returned" }
}
