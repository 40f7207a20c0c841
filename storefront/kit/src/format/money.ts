import { currencyDecimals } from "./currency-decimals.ts"

export interface MoneyFormat {
  /** BCP 47, e.g. "en-GB". */
  locale?: string
  /** Leave ".00" out of whole amounts. */
  trim?: boolean
}

/**
 * An amount in the currency's major unit as a person reads it: no decimal more and none less than what is charged, so that
 * forint of which a part is charged show it. An unknown currency code is shown as it is instead of throwing in the middle of a page.
 */
export function formatMoney(amount: number, currency: string, { locale = "en", trim = false }: MoneyFormat = {}): string {
  const code = currency.toUpperCase()
  const most = currencyDecimals(code)
  const least = Number.isInteger(amount) ? (trim ? 0 : undefined) : most
  try {
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency: code,
      minimumFractionDigits: least,
      maximumFractionDigits: most,
    }).format(amount)
  } catch {
    return `${amount} ${code}`.trim()
  }
}

/** Percent saved against the compare-at price, floored so that it never promises more; null when nothing is saved. */
export function savedPercent(price: number, originalPrice: number | null): number | null {
  if (originalPrice === null || originalPrice <= price || originalPrice <= 0) {
    return null
  }
  const percent = Math.floor(((originalPrice - price) / originalPrice) * 100)
  return percent > 0 ? percent : null
}
