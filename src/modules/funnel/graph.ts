import { MOST_STEPS, StepDefinition } from "./types"

export type GraphProblem = { code: string; message: string }

const WAYS = ["on_accept", "on_decline"] as const

/**
 * What is wrong with a funnel's steps, the first thing found; null when every attendee who enters it comes out again.
 * Codes: `funnel_too_many_steps`, `funnel_step_duplicate`, `funnel_step_unknown`, `funnel_cycle`.
 */
export function validateGraph(steps: Pick<StepDefinition, "key" | "on_accept" | "on_decline">[]): GraphProblem | null {
  if (steps.length > MOST_STEPS) {
    return { code: "funnel_too_many_steps", message: `A funnel has at most ${MOST_STEPS} steps.` }
  }
  const byKey = new Map(steps.map((step) => [step.key, step]))
  if (byKey.size < steps.length) {
    return { code: "funnel_step_duplicate", message: "Each step needs a key of its own." }
  }
  for (const step of steps) {
    for (const way of WAYS) {
      const next = step[way]
      if (next !== null && !byKey.has(next)) {
        return { code: "funnel_step_unknown", message: `Step "${step.key}" leads to "${next}", which is no step of this funnel.` }
      }
    }
  }
  const ring = findRing(byKey)
  return ring ? { code: "funnel_cycle", message: `Step "${ring}" leads back to itself.` } : null
}

/** A step from which a way leads back to it. */
function findRing(steps: Map<string, Pick<StepDefinition, "key" | "on_accept" | "on_decline">>): string | null {
  const state = new Map<string, "open" | "done">()
  const visit = (key: string): string | null => {
    if (state.has(key)) {
      return state.get(key) === "open" ? key : null
    }
    state.set(key, "open")
    const step = steps.get(key)
    for (const next of [step?.on_accept, step?.on_decline]) {
      const ring = next ? visit(next) : null
      if (ring) {
        return ring
      }
    }
    state.set(key, "done")
    return null
  }
  for (const key of steps.keys()) {
    const ring = visit(key)
    if (ring) {
      return ring
    }
  }
  return null
}
