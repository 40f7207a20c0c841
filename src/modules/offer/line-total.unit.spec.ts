import { isPricedAnew, totalOfUnits } from "./line-total"

describe("what units cost by an order's line", () => {
  it.each<[string, number, string | null, number, string | null]>([
    ["as many", 3, "107.1", 3, "107.1"],
    ["more, some of which an edit took off", 2, "71.4", 3, "107.1"],
    ["of a line that came back whole", 2, null, 2, null],
    ["of a line without units", 0, "0", 2, null],
  ])("%s", (_case, quantity, total, units, expected) => {
    expect(totalOfUnits({ quantity, total }, units)).toBe(expected)
  })

  it.each<[string, number, string, number, string | null, boolean]>([
    ["the same", 3, "100", 3, "100", false],
    ["the same for a unit, one taken off", 3, "100", 2, "66.66666666666666666667", false],
    ["a price changed by an edit", 3, "100", 3, "75", true],
    ["a coin", 3, "100", 3, "99.99", true],
    ["nothing known", 3, "100", 3, null, false],
  ])("is another: %s", (_case, quantity, total, ordered, lineTotal, expected) => {
    expect(isPricedAnew({ quantity, total }, { quantity: ordered, total: lineTotal })).toBe(expected)
  })
})
