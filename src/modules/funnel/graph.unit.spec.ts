import { validateGraph } from "./graph"
import { MOST_STEPS } from "./types"

const step = (key: string, on_accept: string | null = null, on_decline: string | null = null) => ({ key, on_accept, on_decline })

describe("a funnel's graph", () => {
  it("may be empty, a line, or come together again", () => {
    expect(validateGraph([])).toBeNull()
    expect(validateGraph([step("a", "b", "c"), step("b", "d"), step("c", "d", "d"), step("d")])).toBeNull()
    expect(validateGraph(Array.from({ length: MOST_STEPS }, (_, index) => step(`s${index}`)))).toBeNull()
  })

  it.each([
    ["funnel_too_many_steps", Array.from({ length: MOST_STEPS + 1 }, (_, index) => step(`s${index}`))],
    ["funnel_step_duplicate", [step("a"), step("a")]],
    ["funnel_step_unknown", [step("a", "b")]],
    ["funnel_step_unknown", [step("a", null, "b")]],
    ["funnel_cycle", [step("a", "a")]],
    ["funnel_cycle", [step("a", "b"), step("b", null, "c"), step("c", "a")]],
    ["funnel_cycle", [step("entry"), step("b", "c"), step("c", null, "b")]],
  ])("is refused with %s", (code, steps) => {
    expect(validateGraph(steps)?.code).toBe(code)
  })

  it("is judged quickly when its ways branch and meet at every step", () => {
    const steps = Array.from({ length: MOST_STEPS }, (_, index) => {
      const next = index + 1 < MOST_STEPS ? `s${index + 1}` : null
      return step(`s${index}`, next, next)
    })
    expect(validateGraph(steps)).toBeNull()
  })
})
