import { median, percentile } from "./statistics"

describe("percentile", () => {
  it("is a value that was measured", () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(values, share))).toEqual([50, 95, 99, 100])
    expect(percentile([7], 0.5)).toBe(7)
  })
})

describe("median", () => {
  it("lies between the two in the middle", () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([9, 1, 5, 7])).toBe(6)
  })
})
