const PERCENT = 0.029
const FIXED = 30

/** Stripe's standard card fee in the minor unit: 2.9 % of what was captured, rounded, plus 30. */
export function processingFee(amount: number): number {
  return Math.round(amount * PERCENT) + FIXED
}
