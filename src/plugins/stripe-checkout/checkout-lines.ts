import { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { currencyUnits, toMinorUnits } from "../stripe"
import { CheckoutLine, LINE_LIMIT, singleLine, sumOfLines } from "./checkout-line"

type Money = BigNumberInput

/** What is read of a line or shipping method, totals as Medusa decorates a cart with them (major units). */
type Totalled = {
  /** With discounts and tax. */
  total?: Money | null
  discount_total?: Money | null
  tax_total?: Money | null
  is_tax_inclusive?: boolean | null
}

export type CheckoutCartItem = Totalled & {
  id: string
  title?: string | null
  subtitle?: string | null
  product_title?: string | null
  variant_title?: string | null
  thumbnail?: string | null
  quantity: Money
  unit_price?: Money | null
}

export type CheckoutCart = {
  currency_code: string
  items?: CheckoutCartItem[] | null
  shipping_methods?: (Totalled & { name?: string | null; amount?: Money | null })[] | null
}

/** Stripe Prices that may stand for a line, by line item id. `unit_amount` in minor units. */
export type LinePrices = Record<string, { stripe_price_id: string; unit_amount: number } | undefined>

/** A line before its amount is rounded to what can be charged. */
type Draft = {
  name: string
  description?: string
  image_url?: string
  quantity: Money
  /** Shown as one piece, "2 × Hoodie", because quantity x price is not what it costs. */
  folded: boolean
  /** Shipping or tax: not shown when it costs nothing. */
  fee?: boolean
  /** Major units, exact. */
  amount: Money
  price?: { stripe_price_id: string; unit_amount: number }
}

/** ROUND_FLOOR of bignumber.js. */
const FLOOR = 3

/**
 * A Medusa cart as lines of Stripe's hosted page whose sum is exactly the amount to pay.
 *
 * Prices without tax get a "Tax" line, prices with tax show what they cost. A discounted line is shown folded, at what
 * is left of it. Fractions of a cent (tax, percentages) are handed to the lines with the largest remainder. What no
 * set of lines can say (credit lines, gift cards, a total that is not the lines') becomes the one line "Your order".
 *
 * @param cart decorated with totals: `items.*`, `items.total`, `items.tax_total`, `items.discount_total`, the same of `shipping_methods`
 * @param amount the payment collection's amount, major units
 * @param prices Stripe Prices of offers; used where the line costs exactly quantity x that Price
 */
export function cartToCheckoutLines(cart: CheckoutCart, amount: Money, prices: LinePrices = {}): CheckoutLine[] {
  const target = toMinorUnits(amount, cart.currency_code)
  const drafts = draftLines(cart, prices)
  const amounts = apportion(drafts.map((draft) => draft.amount), target, cart.currency_code)
  if (!amounts) {
    return [singleLine(target)]
  }
  const lines = drafts.flatMap((draft, index) => toLine(draft, amounts[index]))
  const usable = lines.length > 0 && lines.length <= LINE_LIMIT && sumOfLines(lines) === target
  return usable ? lines : [singleLine(target)]
}

function draftLines(cart: CheckoutCart, prices: LinePrices): Draft[] {
  const items = (cart.items ?? []).map((item) => itemDraft(item, prices[item.id]))
  const shipping = (cart.shipping_methods ?? []).map((method) => ({
    name: method.name || "Shipping",
    quantity: 1,
    folded: false,
    fee: true,
    amount: shownAmount(method, method.amount ?? 0),
  }))
  const tax = [...(cart.items ?? []), ...(cart.shipping_methods ?? [])].map((part) =>
    part.is_tax_inclusive ? 0 : (part.tax_total ?? 0)
  )
  return [...items, ...shipping, { name: "Tax", quantity: 1, folded: false, fee: true, amount: MathBN.sum(0, ...tax) }]
}

function itemDraft(item: CheckoutCartItem, price: LinePrices[string]): Draft {
  const name = item.product_title || item.title || "Item"
  const variant = item.variant_title || item.subtitle || ""
  return {
    name,
    ...(variant && !name.includes(variant) && !/^default\b/i.test(variant) ? { description: variant } : {}),
    ...(item.thumbnail && /^https?:\/\//.test(item.thumbnail) ? { image_url: item.thumbnail } : {}),
    quantity: item.quantity,
    folded: MathBN.gt(item.discount_total ?? 0, 0),
    amount: shownAmount(item, MathBN.mult(item.unit_price ?? 0, item.quantity)),
    price,
  }
}

/** What a line shows: with its tax when the price includes it, else without, as the Tax line has it. */
function shownAmount(part: Totalled, untotalled: Money): Money {
  if (part.total === undefined || part.total === null) {
    return untotalled
  }
  return part.is_tax_inclusive ? part.total : MathBN.sub(part.total, part.tax_total ?? 0)
}

/**
 * Rounds amounts (major units) to minor units so that they add up to `target`: all down first, then one more for
 * those with the largest remainder. Null when rounding can't explain the difference, or an amount is negative.
 */
function apportion(amounts: Money[], target: number, currencyCode: string): number[] | null {
  const { decimals, step } = currencyUnits(currencyCode)
  const exact = amounts.map((amount) => MathBN.convert(amount).shiftedBy(decimals))
  if (exact.some((amount) => amount.isNegative() && !amount.isZero())) {
    return null
  }
  const steps = exact.map((amount) => amount.integerValue(FLOOR).toNumber())
  const byRemainder = exact
    .map((amount, index) => ({ index, remainder: amount.minus(steps[index]) }))
    .filter(({ remainder }) => remainder.gt(0))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index)
  const missing = target / step - steps.reduce((sum, amount) => sum + amount, 0)
  if (!Number.isSafeInteger(missing) || missing < 0 || missing > byRemainder.length) {
    return null
  }
  for (const { index } of byRemainder.slice(0, missing)) {
    steps[index] += 1
  }
  return steps.map((amount) => amount * step)
}

/** No line for a tax or shipping of nothing; a ticket that costs nothing stays visible. */
function toLine(draft: Draft, amount: number): CheckoutLine[] {
  const quantity = MathBN.convert(draft.quantity).toNumber()
  if (quantity <= 0 || (amount === 0 && draft.fee)) {
    return []
  }
  const shown = { name: draft.name, description: draft.description, image_url: draft.image_url }
  if (draft.price && Number.isSafeInteger(quantity) && quantity * draft.price.unit_amount === amount) {
    return [{ ...shown, quantity, ...draft.price }]
  }
  if (!draft.folded && Number.isSafeInteger(quantity) && amount % quantity === 0) {
    return [{ ...shown, quantity, unit_amount: amount / quantity }]
  }
  return [{ ...shown, name: quantity === 1 ? draft.name : `${quantity} × ${draft.name}`, quantity: 1, unit_amount: amount }]
}
