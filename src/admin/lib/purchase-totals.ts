import { AdminPurchase } from "./fulfilment-types"

export type PurchaseTotal = { currency_code: string; spent: number; units: number }

/**
 * What a customer has spent on offers, a sum for each currency, refunds taken off: of a purchase the share of its units
 * that was kept.
 */
export function purchaseTotals(
  purchases: Pick<AdminPurchase, "currency_code" | "total" | "quantity" | "refunded_quantity">[]
): PurchaseTotal[] {
  const totals = new Map<string, PurchaseTotal>()
  for (const purchase of purchases) {
    const kept = Math.max(0, purchase.quantity - purchase.refunded_quantity)
    const total = totals.get(purchase.currency_code) ?? { currency_code: purchase.currency_code, spent: 0, units: 0 }
    total.spent += purchase.quantity > 0 ? (purchase.total * kept) / purchase.quantity : 0
    total.units += kept
    totals.set(purchase.currency_code, total)
  }
  return [...totals.values()].sort((a, b) => b.units - a.units || a.currency_code.localeCompare(b.currency_code))
}
