/** Decimal places of a currency: 2 for eur, 0 for jpy, 3 for kwd. */
export function currencyDecimals(currencyCode: string): number {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency: currencyCode }).resolvedOptions()
      .maximumFractionDigits as number
  } catch {
    return 2
  }
}

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

/** An amount in the major unit, written the way the reader's language writes money. */
export function formatMoney(amount: number, currencyCode: string, locale?: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency: currencyCode }).format(amount)
  } catch {
    return `${amount} ${currencyCode.toUpperCase()}`
  }
}

/**
 * The number a person typed into a price field: "12.5" is 12.5, "" is null, and undefined means it is no price
 * of this currency (letters, a minus, more decimals than the currency has).
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
