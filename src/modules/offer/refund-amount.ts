import { MathBN } from "@medusajs/framework/utils"

type Paid = {
  /** What the whole line cost, major units. */
  total: number | string
  quantity: number
  /** Units refunded before. */
  refunded_quantity: number
}

/**
 * What refunding so many more units gives back, in major units: the difference of two shares of the line's total, each
 * rounded to the currency, so that all refunds together are exactly what was paid, in whatever steps they come.
 * @param decimals of the currency
 */
export function refundAmount({ total, quantity, refunded_quantity }: Paid, units: number, decimals: number): string {
  const share = (count: number) => MathBN.convert(MathBN.div(MathBN.mult(total, count), quantity).toFixed(decimals))
  return MathBN.sub(share(refunded_quantity + units), share(refunded_quantity)).toString()
}
