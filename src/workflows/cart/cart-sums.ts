type Amount = number | string | { valueOf(): unknown } | null | undefined

/** A line or shipping method with the totals that Medusa decorates a cart with, in the major unit. */
export type SummedPart = {
  /** Without tax, before discounts. */
  subtotal?: Amount
  /** With tax, before discounts. */
  original_total?: Amount
  /** After discounts. */
  tax_total?: Amount
  is_tax_inclusive?: boolean | null
}

/** The rows of a cart's summary: subtotal + shipping - discount + tax on top = total. */
export type CartSums = {
  subtotal: number
  discountTotal: number
  shippingTotal: number
  /** All tax of the cart. */
  taxTotal: number
  /** What of it the prices contain already; the rest comes on top. */
  taxIncluded: number
  total: number
}

/** What a person sees as the price of a line: with its tax when the shop's prices contain it, else without. */
export function shownTotal(part: SummedPart): number {
  return Number((part.is_tax_inclusive ? part.original_total : part.subtotal) ?? 0)
}

/** Sums that add up to the total whether prices contain their tax, don't, or some of each. */
export function cartSums(cart: { items: SummedPart[]; shipping_methods: SummedPart[]; tax_total: Amount; total: Amount }): CartSums {
  const parts = [...cart.items, ...cart.shipping_methods]
  const sum = (amounts: number[]) => cents(amounts.reduce((total, amount) => total + amount, 0))
  const subtotal = sum(cart.items.map(shownTotal))
  const shippingTotal = sum(cart.shipping_methods.map(shownTotal))
  const taxTotal = cents(Number(cart.tax_total ?? 0))
  const taxIncluded = sum(parts.map((part) => (part.is_tax_inclusive ? Number(part.tax_total ?? 0) : 0)))
  const total = cents(Number(cart.total ?? 0))
  return {
    subtotal,
    discountTotal: Math.max(0, cents(subtotal + shippingTotal + taxTotal - taxIncluded - total)),
    shippingTotal,
    taxTotal,
    taxIncluded,
    total,
  }
}

/**
 * Sums of binary fractions without their noise; the currency with the most decimals has three, tax may have more. All of
 * them, so that what is the same stays the same: tax that the prices contain must not leave a trace on top of them.
 */
const cents = (amount: number) => Math.round(amount * 1e6) / 1e6
