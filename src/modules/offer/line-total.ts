import { MathBN } from "@medusajs/framework/utils"

/** An order's line: its units and what all of them cost, major units; null where the order doesn't say. */
type Line = { quantity: number; total: string | null }

/** Less than this is what a division left over, and no other price. */
const LEFT_OVER = 0.000001

/** What so many units cost by an order's line; null where it doesn't say. */
export function totalOfUnits({ quantity, total }: Line, units: number): string | null {
  return total === null || quantity <= 0 ? null : MathBN.div(MathBN.mult(total, units), quantity).toString()
}

/** Whether units cost something else by an order's line than was written down: an edit may change the price alone. */
export function isPricedAnew(bought: { quantity: number; total: number | string }, line: Line): boolean {
  const total = totalOfUnits(line, bought.quantity)
  return total !== null && MathBN.gt(MathBN.abs(MathBN.sub(total, bought.total)), LEFT_OVER)
}
