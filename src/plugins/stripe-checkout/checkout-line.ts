/** One line of Stripe's hosted page. The sum of quantity x unit_amount is what the buyer pays. */
export type CheckoutLine = {
  name: string
  description?: string
  image_url?: string
  /** At least 1. */
  quantity: number
  /** Minor units of the session's currency, not negative. */
  unit_amount: number
  /** A Stripe Price with the same unit amount; used instead of a price made for this line. */
  stripe_price_id?: string
}

/** Stripe takes no more lines in one payment. */
export const LINE_LIMIT = 100

/** What a cart becomes when its lines can't be shown one by one. */
export function singleLine(amountMinor: number): CheckoutLine {
  return { name: "Your order", quantity: 1, unit_amount: amountMinor }
}

/** Minor units; unsafe integers when lines are absurd, which no amount equals. */
export function sumOfLines(lines: CheckoutLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * line.unit_amount, 0)
}
