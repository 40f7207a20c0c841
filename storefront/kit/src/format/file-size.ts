const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const

/** "2.4 MB": bytes as a person reads them, in steps of 1000 as file managers count. */
export function formatFileSize(bytes: number, locale = "en"): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[step],
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1,
  }).format(value)
}
