import { currencyDecimals } from "../../utils/currency-decimals"
import { AdminPurchase, RefundInput } from "./fulfilment-types"
import { parseCount, Problems } from "./validation"

export type RefundFormValues = { quantity: string; restock: boolean; note: string; already_returned: boolean }

type Refundable = Pick<AdminPurchase, "quantity" | "refunded_quantity" | "total" | "currency_code">

/** Units that have not been given back yet. */
export function refundableUnits(purchase: Pick<AdminPurchase, "quantity" | "refunded_quantity">): number {
  return Math.max(0, purchase.quantity - purchase.refunded_quantity)
}

/** Everything left, back into stock: what a person most often means by a refund. */
export function refundFormValues(purchase: Refundable): RefundFormValues {
  return { quantity: String(refundableUnits(purchase)), restock: true, note: "", already_returned: false }
}

/** @param returned what of the order's money went back without saying what for, in the major unit and as people read it */
export function validateRefund(
  values: RefundFormValues,
  purchase: Refundable,
  returned: { amount: number; text: string }
): Problems {
  const units = parseCount(values.quantity)
  const most = refundableUnits(purchase)
  if (typeof units !== "number" || units < 1 || units > most) {
    return { quantity: { key: "refundUnits", values: { count: most } } }
  }
  // Each unit may lack the smallest coin, as on the server: who refunds by hand rounds each by itself.
  const lacking = refundAmount(purchase, units) - returned.amount
  const coins = Math.round(lacking * 10 ** currencyDecimals(purchase.currency_code))
  return values.already_returned && coins > units ? { quantity: { key: "refundReturned", values: { amount: returned.text } } } : {}
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
    ...(values.already_returned ? { already_returned: true as const } : {}),
    seen_refunded_quantity: purchase.refunded_quantity,
  }
}
