export interface MoneyFormat {
  /** BCP 47, e.g. "en-GB". */
  locale?: string
  /** Leave ".00" out of whole amounts. */
  trim?: boolean
}

/**
 * An amount in the currency's major unit as a person reads it. Decimals are the currency's own (JPY 0, KWD 3).
 * An unknown currency code is shown as it is instead of throwing in the middle of a page.
 */
export function formatMoney(amount: number, currency: string, { locale = "en", trim = false }: MoneyFormat = {}): string {
  const code = currency.toUpperCase()
  try {
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency: code,
      ...(trim && Number.isInteger(amount) ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
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
