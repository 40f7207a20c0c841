import { countAccepted, nextStep, stepAfter } from "./next-step"
import { DecisionKind, Outcome, PlanStep } from "./types"

const step = (key: string, on_accept: string | null, on_decline: string | null): PlanStep => ({
  id: `id_${key}`,
  key,
  offer_id: "offer",
  headline: key,
  message: null,
  on_accept,
  on_decline,
})
const plan = [step("a", "b", "down"), step("b", null, "down"), step("down", null, null)]
const answer = (decision: DecisionKind, outcome: Outcome | null = null) => ({ decision, outcome })

describe("where an answer leads", () => {
  it.each([
    ["a", "accepted", "id_b"],
    ["a", "declined", "id_down"],
    ["b", "accepted", null],
    ["down", "declined", null],
    ["nowhere", "accepted", null],
  ] as const)("from %s when %s to %s", (key, kind, next) => {
    expect(nextStep(plan, `id_${key}`, kind)).toBe(next)
  })

  it("counts what was or may still be paid", () => {
    expect(
      countAccepted([
        answer("accepted", "ordered"),
        answer("accepted", "payment_page"),
        answer("accepted", "pending"),
        answer("accepted", "payment_failed"),
        answer("declined"),
      ])
    ).toBe(3)
  })

  it("is nowhere once as many were accepted as may be", () => {
    const decisions = [answer("accepted", "ordered")]
    expect(stepAfter({ plan, accept_limit: 2 }, decisions, "id_a", "accepted")).toBe("id_b")
    expect(stepAfter({ plan, accept_limit: 1 }, decisions, "id_a", "accepted")).toBeNull()
  })
})
