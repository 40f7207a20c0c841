import { currencyDecimals as shown } from "../../../../storefront/kit/src/format/currency-decimals"
import { currencyDecimals } from "../../../utils/currency-decimals"

describe("the decimals a currency is charged in", () => {
  it("are none for those of whole units, and two for all others, whatever a language shows", () => {
    expect(["JPY", "isk", "HUF", "kwd", "eur"].map(currencyDecimals)).toEqual([0, 0, 2, 2, 2])
  })

  it("are what the storefront kit shows, for every code there can be", () => {
    const letters = [..."abcdefghijklmnopqrstuvwxyz"]
    const codes = letters.flatMap((first) => letters.flatMap((second) => letters.map((third) => first + second + third)))
    expect(codes.filter((code) => shown(code) !== currencyDecimals(code))).toEqual([])
  })
})
