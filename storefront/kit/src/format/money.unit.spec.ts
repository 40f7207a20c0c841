import { formatMoney, savedPercent } from "./money.ts"

describe("formatMoney", () => {
  it.each([
    [12.5, "eur", "en-GB", "€12.50"],
    [24000, "jpy", "en-GB", "JP¥24,000"],
    [24000, "JPY", "ja-JP", "¥24,000"],
    [1.5, "kwd", "en-GB", "KWD 1.50"],
    [4990.5, "huf", "en-GB", "HUF 4,990.50"],
    [4990, "huf", "en-GB", "HUF 4,990"],
    [1100.4, "jpy", "en-GB", "JP¥1,100"],
    [1234.5, "eur", "de-DE", "1.234,50 €"],
  ])("%d %s in %s is %s", (amount, currency, locale, text) => {
    // spaces and the width of the yen sign differ between versions of the locale data
    const plain = (value: string) => value.normalize("NFKC").replace(/\s/g, " ")
    expect(plain(formatMoney(amount, currency, { locale }))).toBe(plain(text))
  })
  it("leaves .00 out when asked to, and only then", () => {
    expect(formatMoney(65, "eur", { locale: "en-GB", trim: true })).toBe("€65")
    expect(formatMoney(65.5, "eur", { locale: "en-GB", trim: true })).toBe("€65.50")
    expect(formatMoney(65, "eur", { locale: "en-GB" })).toBe("€65.00")
  })
  it("shows an unknown currency as it is", () => {
    expect(formatMoney(5, "e")).toBe("5 E")
  })
})

describe("savedPercent", () => {
  it("never promises more than is saved", () => {
    expect(savedPercent(66.7, 100)).toBe(33)
    expect(savedPercent(99.5, 100)).toBeNull()
  })
  it("is nothing without a higher price before", () => {
    expect(savedPercent(10, null)).toBeNull()
    expect(savedPercent(10, 10)).toBeNull()
    expect(savedPercent(10, 5)).toBeNull()
  })
})
