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

/**
 * How much of the money that went back elsewhere units take that cost `owed`; null when too little of it is left. Who
 * types a refund by hand rounds each unit by itself, so each may lack the currency's smallest coin; what is accounted for
 * is never more than what went back.
 * @param left of that money, major units as all of these
 */
export function amountAccounted(owed: string, left: string, units: number, decimals: number): string | null {
  const lacking = MathBN.sub(owed, left)
  if (MathBN.lte(left, 0) || MathBN.gt(lacking, MathBN.div(units, 10 ** decimals))) {
    return null
  }
  return MathBN.min(owed, left).toString()
}

/**
 * What can be sent of a refund out of a payment that has so much left; null when that is too little. A line's share is
 * rounded to the currency, and so was the sum that was charged: each refund made of the payment, this one included, may
 * have been rounded up by one coin at most, which the last ones then lack.
 * @param left of the payment, major units as all of these
 * @param refunds made of the payment before
 */
export function amountSendable(amount: string, left: string, refunds: number, decimals: number): string | null {
  if (MathBN.gte(left, amount)) {
    return amount
  }
  const lacking = MathBN.sub(amount, left)
  return isWorthNothing(left, decimals) || MathBN.gt(lacking, MathBN.div(refunds + 1, 10 ** decimals)) ? null : left
}

/** Whether an amount is less than can be sent: what is left of 19.992 when 19.99 were charged. */
export function isWorthNothing(amount: string, decimals: number): boolean {
  return MathBN.lte(MathBN.convert(amount).toFixed(decimals), 0)
}
