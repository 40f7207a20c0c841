import { currencyDecimals, currencySymbol, formatMoney, parseMoney } from "../money"

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
    ["1.234", "kwd", 1.234],
  ])("reads %p as %s", (text, currency, amount) => {
    expect(parseMoney(text, currency)).toBe(amount)
  })

  it("reads nothing as no price", () => {
    expect(parseMoney("  ", "eur")).toBeNull()
  })

  it.each([
    ["12.345", "eur"],
    ["1.5", "jpy"],
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

it("knows a currency's decimals, symbol and way of writing", () => {
  expect([currencyDecimals("eur"), currencyDecimals("jpy"), currencyDecimals("kwd"), currencyDecimals("?")]).toEqual([
    2, 0, 3, 2,
  ])
  expect(currencySymbol("eur", "en")).toBe("€")
  expect(formatMoney(1234.5, "usd", "en-US")).toBe("$1,234.50")
  expect(formatMoney(5, "no such", "en")).toBe("5 NO SUCH")
})
