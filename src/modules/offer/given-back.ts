import { DeliveryMethod } from "./types"

/** What an order says of one of its lines today. Counts are units. */
export type OrderLineState = {
  order_line_item_id: string
  /** The order was cancelled. */
  canceled: boolean
  /** All of the order's money went back, whoever sent it. */
  paid_back: boolean
  /** In fulfilments that were not cancelled. */
  fulfilled: number
  /** Came back by a return, and can be sold again. */
  received: number
  /** Came back damaged, or was written off by a claim. */
  lost: number
}

type Bought = {
  quantity: number
  delivery_method: DeliveryMethod
  /** Units that edits took off the order and that had not been refunded here before. */
  net_removed_quantity: number
}
type Units = { quantity: number; restock: boolean }

export type GivenBack = { refunded: number; restocked: number; cause: string }

const sum = (parts: Units[]) => parts.reduce((total, part) => total + part.quantity, 0)

/**
 * The units of refunds made here that had been sent by then: a refund takes what is still to be sent first, and what was
 * refunded is never sent.
 */
function refundedParcels({ quantity, delivery_method, net_removed_quantity }: Bought, refunds: Units[], fulfilled: number): Units[] {
  // What an edit takes off was not sent, and isn't there any more to be refunded first.
  let unsent = quantity - net_removed_quantity - (delivery_method === "SHIPMENT" ? fulfilled : 0)
  return refunds.map((refund) => {
    const before = Math.max(0, Math.min(unsent, refund.quantity))
    unsent -= before
    return { ...refund, quantity: refund.quantity - before }
  })
}

/**
 * How many units an edit gives back that takes `units` off an order. Refunding units here and taking them off afterwards says
 * the same twice, so those refunded here that no earlier edit took off go first. Refunding after the edit is about other units:
 * the answer depends on which came first, so it is asked once, when the edit is written down.
 * @param refunds made here so far
 */
export function netRemoval(bought: { removed_quantity: number; net_removed_quantity: number }, refunds: Units[], units: number): number {
  const accounted = bought.removed_quantity - bought.net_removed_quantity
  return Math.max(0, units - Math.max(0, sum(refunds) - accounted))
}

/**
 * How many units of a purchase were given back in all, and how many of those can be sold again: by refunds made here, and by
 * what its order says. A return in Medusa is of other units than those refunded here, except for parcels: one that was
 * refunded after it was sent is the first to be expected back, and fit to be sold again once it is here. Units taken off the
 * order that were refunded here before are counted once: see `netRemoval`. A cancelled order gives back whatever is left. Money that
 * went back in full takes everything back, too; whether it can be sold again is the organizer's to say.
 * @param refunds made here, oldest first
 */
export function givenBack(bought: Bought, refunds: Units[], line: OrderLineState): GivenBack {
  const parcels = refundedParcels(bought, refunds, line.fulfilled)
  const others = Math.max(0, line.received + line.lost - sum(parcels))
  const returned = Math.max(0, line.received - sum(parcels.filter(({ restock }) => restock)))
  const removed = bought.net_removed_quantity
  const refunded = Math.min(bought.quantity, sum(refunds) + removed + others)
  const restocked = Math.min(refunded, sum(refunds.filter(({ restock }) => restock)) + removed + returned)
  if (line.canceled) {
    return { refunded: bought.quantity, restocked: bought.quantity - (refunded - restocked), cause: "order cancelled" }
  }
  return line.paid_back
    ? { refunded: bought.quantity, restocked, cause: "payment refunded" }
    : { refunded, restocked, cause: "returned" }
}

/**
 * How many more units of a purchase may be sent: those not sent yet, less those given back without having been sent, which
 * come first of what is refunded.
 */
export function sendableUnits(bought: Bought & { refunded_quantity: number }, refunds: Units[], line: OrderLineState): number {
  const notReturned = bought.refunded_quantity - line.received - line.lost
  return line.canceled || line.paid_back ? 0 : Math.max(0, bought.quantity - line.fulfilled - Math.max(sum(refunds), notReturned))
}
