import { AdminPurchase, RefundInput } from "./fulfilment-types"
import { currencyDecimals } from "./money"
import { parseCount, Problems } from "./validation"

export type RefundFormValues = { quantity: string; restock: boolean; note: string }

type Refundable = Pick<AdminPurchase, "quantity" | "refunded_quantity" | "total" | "currency_code">

/** Units that have not been given back yet. */
export function refundableUnits(purchase: Pick<AdminPurchase, "quantity" | "refunded_quantity">): number {
  return Math.max(0, purchase.quantity - purchase.refunded_quantity)
}

/** Everything left, back into stock: what a person most often means by a refund. */
export function refundFormValues(purchase: Refundable): RefundFormValues {
  return { quantity: String(refundableUnits(purchase)), restock: true, note: "" }
}

export function validateRefund(values: RefundFormValues, purchase: Refundable): Problems {
  const units = parseCount(values.quantity)
  const most = refundableUnits(purchase)
  return {
    quantity:
      typeof units !== "number" || units < 1 || units > most ? { key: "refundUnits", values: { count: most } } : undefined,
  }
}

/**
 * What giving back `quantity` units comes to, in the major unit: the difference of two shares of the purchase's total,
 * each rounded to the currency, as the server reckons. Its answer says the amount that counts.
 */
export function refundAmount(purchase: Refundable, quantity: number): number {
  const units = Math.min(Math.max(0, quantity), refundableUnits(purchase))
  if (purchase.quantity === 0 || units === 0) {
    return 0
  }
  const factor = 10 ** currencyDecimals(purchase.currency_code)
  const share = (count: number) => Math.round(((purchase.total * count) / purchase.quantity) * factor)
  return (share(purchase.refunded_quantity + units) - share(purchase.refunded_quantity)) / factor
}

export function refundInput(values: RefundFormValues, purchase: Refundable): RefundInput {
  const note = values.note.trim()
  return {
    quantity: parseCount(values.quantity)!,
    restock: values.restock,
    ...(note ? { note } : {}),
    seen_refunded_quantity: purchase.refunded_quantity,
  }
}
