import { currentSlide } from "./carousel-position.ts"

describe("currentSlide", () => {
  it("is the one nearest to the row's start", () => {
    expect(currentSlide([0, 300, 600], false)).toBe(0)
    expect(currentSlide([-140, 160, 460], false)).toBe(0)
    expect(currentSlide([-160, 140, 440], false)).toBe(1)
  })
  it("is the last one at the end, which can't come to the start", () => {
    expect(currentSlide([-560, -260, 40], true)).toBe(2)
  })
  it("is the first of none", () => {
    expect(currentSlide([], false)).toBe(0)
    expect(currentSlide([], true)).toBe(0)
  })
})
