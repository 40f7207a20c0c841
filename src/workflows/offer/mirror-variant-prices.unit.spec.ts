import { pricesToMirror } from "./mirror-variant-prices"

const eur = (amount: number, compare_at_amount: number | null = null) => ({ currency_code: "eur", amount, compare_at_amount })

describe("prices that an offer takes over from its variant", () => {
  it.each<[string, ReturnType<typeof eur>[], Parameters<typeof pricesToMirror>[1], ReturnType<typeof pricesToMirror>]>([
    ["none when they are the same", [eur(45, 60)], [{ currency_code: "eur", amount: 45 }], null],
    ["another price, below the compare-at price", [eur(45, 60)], [{ currency_code: "eur", amount: 50 }], [eur(50, 60)]],
    ["another price, above the compare-at price", [eur(45, 60)], [{ currency_code: "eur", amount: 70 }], [eur(70)]],
    ["another currency", [eur(45)], [{ currency_code: "usd", amount: 50 }], [{ currency_code: "usd", amount: 50, compare_at_amount: null }]],
    ["none of a price list or a rule", [eur(45)], [{ currency_code: "eur", amount: 45 }, { currency_code: "eur", amount: 1, price_list_id: "plist_1" }, { currency_code: "eur", amount: 2, rules_count: 1 }], null],
    ["none of a variant without prices", [eur(45)], [], null],
  ])("%s", (_case, mirrored, variantPrices, expected) => {
    expect(pricesToMirror(mirrored, variantPrices)).toEqual(expected)
  })
})
