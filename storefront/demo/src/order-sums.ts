import type { MedusaOrder } from "@event-monetization/storefront-kit"

type Part = { subtotal?: number; original_total?: number; tax_total?: number; is_tax_inclusive?: boolean }

/** What a person sees as the price of a line: with its tax when the shop's prices contain it, else without. */
export const shownTotal = (part: Part): number => (part.is_tax_inclusive ? part.original_total : part.subtotal) ?? 0

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)

/** The rows of an order that add up to what was paid, as the cart's summary has them. */
export function orderSums(order: MedusaOrder) {
  const items = order.items ?? []
  const shipping = order.shipping_methods ?? []
  const subtotal = sum(items.map(shownTotal))
  const delivery = sum(shipping.map(shownTotal))
  const taxIncluded = sum([...items, ...shipping].map((part) => (part.is_tax_inclusive ? (part.tax_total ?? 0) : 0)))
  const taxOnTop = (order.tax_total ?? 0) - taxIncluded
  return { subtotal, delivery, discount: subtotal + delivery + taxOnTop - order.total, taxOnTop, taxIncluded }
}
