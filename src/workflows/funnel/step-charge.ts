import { fromMinorUnits, toMinorUnits } from "../../plugins/stripe/currency"
import { cartSums, SummedPart } from "../cart/cart-sums"

/**
 * What accepting a step charges, in major units, as the sums of a cart:
 * `subtotal + shippingTotal + (taxTotal - taxIncluded) = total`.
 */
export type StepCharge = {
  subtotal: number
  shippingTotal: number
  /** All tax; `taxIncluded` of it is in the prices already, the rest comes on top. */
  taxTotal: number
  taxIncluded: number
  /** The amount charged. */
  total: number
  currency: string
  /** How it is sent; null when nothing is. */
  shippingName: string | null
}

/** A cart with the totals that Medusa decorates it with. */
export type SummedCart = {
  currency_code: string
  items: SummedPart[]
  shipping_methods: (SummedPart & { name: string })[]
  tax_total: SummedPart["tax_total"]
  total: SummedPart["tax_total"]
}

/**
 * The sums of a cart in amounts that can be charged. Medusa keeps more decimals than a currency has and rounds once, at
 * the payment: the total is rounded like that, and what rounding moves goes to the tax, so that the parts add up.
 */
export function chargeOf(cart: SummedCart): StepCharge {
  const sums = cartSums(cart)
  const minor = (amount: number) => toMinorUnits(amount, cart.currency_code)
  const major = (amount: number) => fromMinorUnits(amount, cart.currency_code).numeric
  const [subtotal, shipping, included, total] = [sums.subtotal, sums.shippingTotal, sums.taxIncluded, sums.total].map(minor)
  return {
    subtotal: major(subtotal),
    shippingTotal: major(shipping),
    taxTotal: major(total - subtotal - shipping + included),
    taxIncluded: major(included),
    total: major(total),
    currency: cart.currency_code,
    shippingName: cart.shipping_methods[0]?.name ?? null,
  }
}
