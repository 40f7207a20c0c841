/** The orders a funnel tied to this one, as the order's metadata tell: the first order, and those bought after it. */
export type LinkedOrders = { parent: string | null; followUps: string[] }

const isOrderId = (value: unknown): value is string => typeof value === "string" && /^order_\w+$/.test(value)

/** Metadata can be written by anybody who may edit an order, so only what looks like an order's id is believed. */
export function linkedOrders(metadata: Record<string, unknown> | null | undefined): LinkedOrders {
  const { parent_order_id: parent, post_purchase_order_ids: followUps } = metadata ?? {}
  return {
    parent: isOrderId(parent) ? parent : null,
    followUps: Array.isArray(followUps) ? followUps.filter(isOrderId) : [],
  }
}
