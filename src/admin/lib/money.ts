import { currencyDecimals } from "../../utils/currency-decimals"

/** "€", "CA$": how the currency is written beside an amount. */
export function currencySymbol(currencyCode: string, locale?: string): string {
  try {
    return (
      new Intl.NumberFormat(locale, { style: "currency", currency: currencyCode, currencyDisplay: "narrowSymbol" })
        .formatToParts(0)
        .find((part) => part.type === "currency")?.value ?? currencyCode.toUpperCase()
    )
  } catch {
    return currencyCode.toUpperCase()
  }
}

/**
 * An amount in the major unit, written the way the reader's language writes money, in the decimals that are charged: where a
 * currency has them nobody may read a rounded price. `trim` leaves ".00" out of whole amounts, as the storefront does.
 */
export function formatMoney(amount: number, currencyCode: string, locale?: string, { trim = false } = {}): string {
  const decimals = currencyDecimals(currencyCode)
  const least = Number.isInteger(amount) ? (trim ? 0 : undefined) : decimals
  try {
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency: currencyCode,
      minimumFractionDigits: least,
      maximumFractionDigits: decimals,
    }).format(amount)
  } catch {
    return `${amount} ${currencyCode.toUpperCase()}`
  }
}

/** "12.50", or "1250" in a currency of whole units: what an amount looks like, for whoever typed another. */
export function exampleAmount(currencyCode: string): string {
  const decimals = currencyDecimals(currencyCode)
  return (1250 / 10 ** decimals).toFixed(decimals)
}

/**
 * The number a price field holds: "12.5" is 12.5, "" is null, and undefined means it is no price of this currency
 * (letters, a minus, more decimals than are charged).
 */
export function parseMoney(text: string, currencyCode: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === "") {
    return null
  }
  const decimals = currencyDecimals(currencyCode)
  if (!/^(\d+\.?\d*|\.\d+)$/.test(trimmed)) {
    return undefined
  }
  const fraction = (trimmed.split(".")[1] ?? "").replace(/0+$/, "")
  const amount = Number(trimmed)
  return fraction.length > decimals || !Number.isSafeInteger(Math.round(amount * 10 ** decimals)) ? undefined : amount
}
