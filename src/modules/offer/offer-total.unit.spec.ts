import { totalFault } from "./offer-total"

describe("an offer's total", () => {
  it.each<[string, { total: number | null; sold: number; held: number }, number | null, string | undefined]>([
    ["lowered to what is sold and held", { total: 10, sold: 2, held: 3 }, 5, undefined],
    ["lowered below what is held for carts", { total: 10, sold: 2, held: 3 }, 4, "total_below_promised"],
    ["lowered below what is sold", { total: 10, sold: 2, held: 3 }, 1, "total_below_sold"],
    ["limited for the first time", { total: null, sold: 2, held: 1 }, 2, "total_below_promised"],
    ["not limited any more", { total: 10, sold: 2, held: 3 }, null, undefined],
    ["left as it is where an edit sold more than there were", { total: 3, sold: 5, held: 0 }, 3, undefined],
    ["raised there, still below that", { total: 3, sold: 5, held: 0 }, 4, undefined],
  ])("%s", (_case, stock, total, code) => {
    expect(totalFault(stock, total)?.code).toBe(code)
  })
})
