import { assertSeenTotal } from "./seen-total"

const check = (total: number, seen: number | null, currency_code = "eur") => () => assertSeenTotal({ total, currency_code }, seen)

describe("assertSeenTotal", () => {
  it("refuses a cent more", () => {
    expect(check(59.39, 59.38)).toThrow(expect.objectContaining({ code: "funnel_total_changed" }))
    expect(check(0.01, 0)).toThrow()
    expect(check(101, 100, "jpy")).toThrow()
  })
  it("lets pass what was shown, and less", () => {
    expect(check(59.38, 59.38)).not.toThrow()
    expect(check(40, 59.38)).not.toThrow()
  })
  it("counts in what can be charged", () => {
    expect(check(59.384, 59.38)).not.toThrow()
    expect(check(59.385, 59.38)).toThrow()
  })
  it("has nothing to say where nothing was shown", () => {
    expect(check(59.38, null)).not.toThrow()
  })
})
