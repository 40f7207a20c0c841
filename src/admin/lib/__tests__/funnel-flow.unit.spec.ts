import { flowOf, FlowStep, unreachableSteps } from "../funnel-flow"

const step = (key: string, on_accept: string | null = null, on_decline: string | null = null): FlowStep => ({
  key,
  on_accept,
  on_decline,
})
const end = { kind: "end" }

it("draws both ways of each step", () => {
  expect(flowOf([step("a", "b", "c"), step("b"), step("c")])).toEqual({
    kind: "step",
    number: 1,
    key: "a",
    accept: { kind: "step", number: 2, key: "b", accept: end, decline: end },
    decline: { kind: "step", number: 3, key: "c", accept: end, decline: end },
  })
})

it("draws a shared step once and a ring not for ever", () => {
  expect(flowOf([step("a", "b", "b"), step("b", "a")])).toMatchObject({
    accept: { kind: "step", key: "b", accept: { kind: "again", number: 1, key: "a" } },
    decline: { kind: "again", number: 2, key: "b" },
  })
})

it("ends where a way leads nowhere", () => {
  expect(flowOf([step("a", "gone")])).toMatchObject({ accept: end })
  expect(flowOf([])).toEqual(end)
})

it("finds the steps nobody gets to", () => {
  expect(unreachableSteps([step("a", "b"), step("b"), step("c", "d"), step("d")])).toEqual(["c", "d"])
  expect(unreachableSteps([step("a", "b"), step("b", null, "a")])).toEqual([])
})
