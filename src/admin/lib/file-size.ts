const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const

/** "3.4 MB", "6 bytes" in the reader's language; a kilobyte is 1024 bytes, as file managers count. */
export function formatFileSize(bytes: number, locale?: string): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit += 1
  }
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[unit],
    // The short form knows no plural: "6 byte".
    unitDisplay: unit === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
  }).format(value)
}
