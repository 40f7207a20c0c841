import {
  beginningWith,
  END,
  FunnelFormValues,
  funnelFormValues,
  funnelInput,
  FunnelStepValues,
  newStep,
  validateFunnel,
  withNewStep,
  withoutStep,
} from "../funnel-form"
import { AdminFunnel } from "../funnel-types"

const step = (step_key: string, on_accept = END, on_decline = END): FunnelStepValues => ({
  step_key,
  offer_id: `offer_${step_key}`,
  headline: `Take ${step_key}`,
  message: "",
  on_accept,
  on_decline,
})

const valid = (over: Partial<FunnelFormValues> = {}): FunnelFormValues => ({
  ...funnelFormValues(undefined, "evt_1"),
  name: "After a ticket",
  steps: [step("a", "b", "c"), step("b"), step("c")],
  ...over,
})

const problems = (over: Partial<FunnelFormValues>) =>
  Object.fromEntries(
    Object.entries(validateFunnel(valid(over))).flatMap(([path, problem]) => (problem ? [[path, problem.key]] : []))
  )

it("has nothing against a good funnel", () => {
  expect(problems({})).toEqual({})
  // Two ways to the same step are no ring.
  expect(problems({ steps: [step("a", "b", "c"), step("b", "c"), step("c")] })).toEqual({})
})

it("names what is missing", () => {
  const empty = { ...step("a"), offer_id: "", headline: " " }
  expect(problems({ name: " ", event_id: "", window_minutes: "", accept_limit: "4", steps: [empty] })).toEqual({
    name: "required",
    event_id: "chooseEvent",
    window_minutes: "funnelWindow",
    accept_limit: "required",
    "steps.0.offer_id": "chooseOffer",
    "steps.0.headline": "required",
  })
  expect(problems({ window_minutes: "0" })).toEqual({ window_minutes: "funnelWindow" })
  expect(problems({ window_minutes: "1441" })).toEqual({ window_minutes: "funnelWindow" })
})

it("refuses the way that closes a ring, and only that", () => {
  expect(problems({ steps: [step("a", "b"), step("b", END, "a")] })).toEqual({ "steps.1.on_decline": "funnelCycle" })
  expect(problems({ steps: [step("a", "a")] })).toEqual({ "steps.0.on_accept": "funnelCycle" })
})

it("leads the last step to a new one unless it leads elsewhere", () => {
  expect(withNewStep([step("a")]).map((one) => one.on_accept)).toEqual(["step_2", END])
  expect(withNewStep([step("a"), step("b", "a")])[1].on_accept).toBe("a")
  expect(newStep([{ step_key: "step_2" }]).step_key).toBe("step_3")
})

it("ends ways that led to a step that is taken out", () => {
  const steps = withoutStep([step("a", "b", "c"), step("b", "c"), step("c")], "b")
  expect(steps.map(({ step_key, on_accept, on_decline }) => [step_key, on_accept, on_decline])).toEqual([
    ["a", END, "c"],
    ["c", END, END],
  ])
})

it("begins with the step asked for", () => {
  expect(beginningWith([step("a"), step("b"), step("c")], "c").map((one) => one.step_key)).toEqual(["c", "a", "b"])
})

it("makes the request, its entry first", () => {
  expect(funnelInput(valid({ steps: [{ ...step("a", "b"), message: " Hi " }, step("b")] }))).toEqual({
    event_id: "evt_1",
    name: "After a ticket",
    window_minutes: 15,
    hold_fulfillment: true,
    accept_limit: 3,
    steps: [
      { key: "a", offer_id: "offer_a", headline: "Take a", message: "Hi", on_accept: "b", on_decline: null },
      { key: "b", offer_id: "offer_b", headline: "Take b", message: null, on_accept: null, on_decline: null },
    ],
  })
})

it("leaves an unchanged funnel unchanged but for its entry, which comes first", () => {
  const steps = [
    { id: "1", key: "late", offer_id: "o1", headline: "Late", message: null, on_accept: null, on_decline: null },
    { id: "2", key: "early", offer_id: "o2", headline: "Early", message: "Now", on_accept: "late", on_decline: null },
  ]
  const funnel = {
    event_id: "evt_1",
    name: "F",
    window_minutes: 30,
    hold_fulfillment: false,
    accept_limit: 1,
    entry_step_id: "2",
    steps,
  } as AdminFunnel
  expect(funnelInput(funnelFormValues(funnel))).toEqual({
    event_id: "evt_1",
    name: "F",
    window_minutes: 30,
    hold_fulfillment: false,
    accept_limit: 1,
    steps: [steps[1], steps[0]].map(({ id: _, ...rest }) => rest),
  })
})
