import { AdminFunnel, FunnelInput } from "./funnel-types"
import { parseCount, Problem, Problems } from "./validation"

export const MOST_STEPS = 12
export const MOST_ACCEPTS = 3
const LONGEST_WINDOW = 24 * 60

/** A step's way on that ends the funnel. No step has this key: a select can't hold an empty value. */
export const END = ":end"

/** The funnel form: counts are as typed. */
export type FunnelFormValues = {
  event_id: string
  name: string
  window_minutes: string
  hold_fulfillment: boolean
  accept_limit: string
  steps: FunnelStepValues[]
}

export type FunnelStepValues = {
  step_key: string
  offer_id: string
  headline: string
  message: string
  on_accept: string
  on_decline: string
}

export function funnelFormValues(funnel?: AdminFunnel, eventId = ""): FunnelFormValues {
  return {
    event_id: funnel?.event_id ?? eventId,
    name: funnel?.name ?? "",
    window_minutes: String(funnel?.window_minutes ?? 15),
    hold_fulfillment: funnel?.hold_fulfillment ?? true,
    accept_limit: String(funnel?.accept_limit ?? MOST_ACCEPTS),
    steps: funnel ? entryFirst(funnel).map(stepValues) : [newStep([])],
  }
}

/** The entry is the first step of the form, as it is of the request. */
function entryFirst(funnel: AdminFunnel): AdminFunnel["steps"] {
  const entry = funnel.steps.find((step) => step.id === funnel.entry_step_id)
  return entry ? [entry, ...funnel.steps.filter((step) => step !== entry)] : funnel.steps
}

function stepValues(step: AdminFunnel["steps"][number]): FunnelStepValues {
  return {
    step_key: step.key,
    offer_id: step.offer_id,
    headline: step.headline,
    message: step.message ?? "",
    on_accept: step.on_accept ?? END,
    on_decline: step.on_decline ?? END,
  }
}

/** An empty step with a key that none of the others has. */
export function newStep(steps: Pick<FunnelStepValues, "step_key">[]): FunnelStepValues {
  const taken = new Set(steps.map((step) => step.step_key))
  let number = steps.length + 1
  while (taken.has(`step_${number}`)) {
    number += 1
  }
  return { step_key: `step_${number}`, offer_id: "", headline: "", message: "", on_accept: END, on_decline: END }
}

/** The steps with another at the end, to which the last leads on acceptance if it led nowhere. */
export function withNewStep(steps: FunnelStepValues[]): FunnelStepValues[] {
  const added = newStep(steps)
  return [
    ...steps.map((step, index) =>
      index === steps.length - 1 && step.on_accept === END ? { ...step, on_accept: added.step_key } : step
    ),
    added,
  ]
}

/** The steps without one; what led to it ends the funnel. */
export function withoutStep(steps: FunnelStepValues[], key: string): FunnelStepValues[] {
  const end = (target: string) => (target === key ? END : target)
  return steps
    .filter((step) => step.step_key !== key)
    .map((step) => ({ ...step, on_accept: end(step.on_accept), on_decline: end(step.on_decline) }))
}

/** The steps with this one first: that is where the funnel begins. */
export function beginningWith(steps: FunnelStepValues[], key: string): FunnelStepValues[] {
  return [...steps.filter((step) => step.step_key === key), ...steps.filter((step) => step.step_key !== key)]
}

type Way = "on_accept" | "on_decline"
const WAYS: Way[] = ["on_accept", "on_decline"]

/** Ways that lead back to a step on the way to them ("steps.1.on_decline"): each is one an attendee could walk for ever. */
function ringClosers(steps: FunnelStepValues[]): Set<string> {
  const indexOf = new Map(steps.map((step, index) => [step.step_key, index]))
  const closers = new Set<string>()
  const state: ("open" | "done" | undefined)[] = []
  const visit = (index: number) => {
    state[index] = "open"
    for (const way of WAYS) {
      const next = indexOf.get(steps[index][way])
      if (next === undefined) {
        continue
      }
      if (state[next] === "open") {
        closers.add(`steps.${index}.${way}`)
      } else if (state[next] === undefined) {
        visit(next)
      }
    }
    state[index] = "done"
  }
  steps.forEach((_, index) => {
    if (state[index] === undefined) {
      visit(index)
    }
  })
  return closers
}

function countBetween(text: string, least: number, most: number, problem: Problem): Problem | undefined {
  const count = parseCount(text)
  return typeof count === "number" && count >= least && count <= most ? undefined : problem
}

export function validateFunnel(values: FunnelFormValues): Problems {
  const problems: Problems = {
    event_id: values.event_id ? undefined : { key: "chooseEvent" },
    name: values.name.trim() ? undefined : { key: "required" },
    window_minutes: countBetween(values.window_minutes, 1, LONGEST_WINDOW, {
      key: "funnelWindow",
      values: { count: LONGEST_WINDOW },
    }),
    accept_limit: countBetween(values.accept_limit, 1, MOST_ACCEPTS, { key: "required" }),
  }
  const closers = ringClosers(values.steps)
  values.steps.forEach((step, index) => {
    problems[`steps.${index}.offer_id`] = step.offer_id ? undefined : { key: "chooseOffer" }
    problems[`steps.${index}.headline`] = step.headline.trim() ? undefined : { key: "required" }
    for (const way of WAYS) {
      if (closers.has(`steps.${index}.${way}`)) {
        problems[`steps.${index}.${way}`] = { key: "funnelCycle" }
      }
    }
  })
  return problems
}

export function funnelInput(values: FunnelFormValues): FunnelInput {
  return {
    event_id: values.event_id,
    name: values.name.trim(),
    window_minutes: parseCount(values.window_minutes)!,
    hold_fulfillment: values.hold_fulfillment,
    accept_limit: parseCount(values.accept_limit)!,
    steps: values.steps.map(({ step_key, ...step }) => ({
      key: step_key,
      offer_id: step.offer_id,
      headline: step.headline.trim(),
      message: step.message.trim() || null,
      ...waysOf(step),
    })),
  }
}

/** Where a step of the form leads, as the server says it: null ends the funnel. */
export function waysOf(step: Pick<FunnelStepValues, Way>): { on_accept: string | null; on_decline: string | null } {
  return {
    on_accept: step.on_accept === END ? null : step.on_accept,
    on_decline: step.on_decline === END ? null : step.on_decline,
  }
}
