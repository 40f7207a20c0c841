import type { StepCharge } from "../client/types.ts"

/** Whether what is charged is the price that is shown, so that nothing else needs to be said. */
export function isPriceAlone(charge: Pick<StepCharge, "subtotal" | "total"> | null, price: number): boolean {
  return charge !== null && charge.subtotal === price && charge.total === price
}

/** Tax that comes on top of the prices, without the noise of binary fractions. */
export function taxOnTop({ taxTotal, taxIncluded }: Pick<StepCharge, "taxTotal" | "taxIncluded">): number {
  return Math.round((taxTotal - taxIncluded) * 1000) / 1000
}
