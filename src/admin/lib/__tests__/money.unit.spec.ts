import { currencySymbol, exampleAmount, formatMoney, parseMoney } from "../money"

describe("parseMoney", () => {
  it.each([
    ["12.5", "eur", 12.5],
    ["12.50", "eur", 12.5],
    ["0", "eur", 0],
    [".99", "usd", 0.99],
    ["12.", "usd", 12],
    [" 7 ", "eur", 7],
    ["1500", "jpy", 1500],
    ["1500.00", "jpy", 1500],
    ["1.23", "kwd", 1.23],
    ["1.230", "kwd", 1.23],
    ["4990.50", "huf", 4990.5],
  ])("reads %p as %s", (text, currency, amount) => {
    expect(parseMoney(text, currency)).toBe(amount)
  })

  it("reads nothing as no price", () => {
    expect(parseMoney("  ", "eur")).toBeNull()
  })

  it.each([
    ["12.345", "eur"],
    ["1.234", "kwd"],
    ["1.5", "jpy"],
    ["1.5", "ugx"],
    ["-1", "eur"],
    ["1e3", "eur"],
    ["1,50", "eur"],
    ["abc", "eur"],
    [".", "eur"],
    ["Infinity", "eur"],
    ["99999999999999999999", "eur"],
  ])("refuses %p in %s", (text, currency) => {
    expect(parseMoney(text, currency)).toBeUndefined()
  })
})

it("knows a currency's symbol and way of writing", () => {
  expect(currencySymbol("eur", "en")).toBe("€")
  expect(formatMoney(1234.5, "usd", "en-US")).toBe("$1,234.50")
  expect(formatMoney(5, "no such", "en")).toBe("5 NO SUCH")
})

it("hides no part of a price that is charged, and shows none that isn't", () => {
  const plain = (amount: number, currency: string) => formatMoney(amount, currency, "en").replace(/\s/g, " ")
  expect([plain(4990.5, "huf"), plain(4990, "huf"), plain(1.23, "kwd"), plain(500, "jpy")]).toEqual([
    "HUF 4,990.50",
    "HUF 4,990",
    "KWD 1.23",
    "¥500",
  ])
})

it("leaves .00 out where the storefront does", () => {
  const trimmed = (amount: number) => formatMoney(amount, "eur", "en", { trim: true })
  expect([trimmed(25), trimmed(25.5)]).toEqual(["€25", "€25.50"])
})

it("shows an amount that its own currency takes", () => {
  expect([exampleAmount("eur"), exampleAmount("kwd"), exampleAmount("jpy")]).toEqual(["12.50", "12.50", "1250"])
  for (const currency of ["eur", "jpy", "huf", "kwd", "ugx"]) {
    expect(parseMoney(exampleAmount(currency), currency)).toEqual(expect.any(Number))
  }
})
