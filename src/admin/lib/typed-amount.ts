/** What parts an amount from its fraction in a language: "," in German. */
export function decimalSign(locale: string): string {
  return new Intl.NumberFormat(locale, { numberingSystem: "latn" }).formatToParts(0.5).find(({ type }) => type === "decimal")?.value ?? "."
}

/**
 * What a person typed or pasted into a price, with `sign` as its only decimal sign. Point and comma both mean the decimal
 * sign, whatever the language: where one of them is dropped as a thousands separator, "12.50" becomes a hundred times as much.
 * A separator is one of thousands only where three digits follow that can't be a fraction being typed.
 */
export function typedAmount(typed: string, sign: string): string {
  const [whole, ...rest] = typed.split(new RegExp(`([.,${sign}])`))
  let text = whole
  let thousands = ""
  let hasFraction = false
  for (let index = 0; index < rest.length; index += 2) {
    const [separator, digits] = rest.slice(index, index + 2)
    const isLast = index + 2 === rest.length
    const couldBeFraction = isLast && separator === sign && separator !== thousands
    if (!hasFraction && !couldBeFraction && /\d/.test(text) && /^\d{3}$/.test(digits)) {
      thousands = separator
    } else if (!hasFraction) {
      text += sign
      hasFraction = true
    }
    text += digits
  }
  return text
}
