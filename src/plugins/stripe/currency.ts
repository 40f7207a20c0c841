import { BigNumberInput } from "@medusajs/framework/types"
import { BigNumber, MathBN, MedusaError } from "@medusajs/framework/utils"
import { currencyDecimals } from "../../utils/currency-decimals"

/** https://docs.stripe.com/currencies#three-decimal: sent in thousandths whose last digit must be 0. */
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "))

/**
 * Currencies without a fraction that Stripe still takes in hundredths ("to charge 5 UGX, provide an
 * amount value of 500", https://docs.stripe.com/currencies#special-cases). That page lists UGX among the
 * zero-decimal ones too; the special case is the newer and the more specific of the two.
 *
 * HUF and TWD, on the same page, are special for payouts only and charged in hundredths like any other.
 */
const WHOLE_UNITS = new Set("isk ugx".split(" "))

/** ROUND_HALF_UP of bignumber.js, which MathBN is made of. */
const HALF_UP = 4

export type CurrencyUnits = {
  /** Decimals of the major unit that Stripe can charge. */
  decimals: number
  /** Stripe minor units in the smallest amount that can be charged. */
  step: number
}

/** How Stripe counts a currency (ISO 4217 code, any case). */
export function currencyUnits(currencyCode: string): CurrencyUnits {
  const code = currencyCode.toLowerCase()
  return { decimals: currencyDecimals(code), step: WHOLE_UNITS.has(code) ? 100 : THREE_DECIMAL.has(code) ? 10 : 1 }
}

/**
 * Medusa's amount (major unit) as Stripe's integer (minor unit), rounded half up to what Stripe can
 * charge in that currency. Exact: no float is computed with.
 *
 * @throws MedusaError (invalid_data, `amount_invalid`) when it is no number or beyond 2^53.
 */
export function toMinorUnits(amount: BigNumberInput, currencyCode: string): number {
  const { decimals, step } = currencyUnits(currencyCode)
  const minor = MathBN.convert(amount).shiftedBy(decimals).integerValue(HALF_UP).times(step)
  if (!minor.isFinite() || minor.abs().gt(Number.MAX_SAFE_INTEGER)) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `"${amount}" is no amount of money.`, "amount_invalid")
  }
  // Never -0, which a tiny negative amount rounds to.
  return minor.toNumber() || 0
}

/** Stripe's integer (minor unit) as Medusa's exact amount (major unit). */
export function fromMinorUnits(minor: number, currencyCode: string): BigNumber {
  const { decimals, step } = currencyUnits(currencyCode)
  return new BigNumber(MathBN.convert(minor).div(step).shiftedBy(-decimals))
}
