import { countAccepted } from "./next-step"
import { DecisionRow, RunRow } from "./types"

export type Refusal = { code: string; message: string }

/**
 * What a request to accept a step may do. `begin`: nobody has answered the step · `retry`: the payment failed before, this
 * time on a payment page · `take_over`: whoever was at work on it is gone · `answered`: say what came of it, or wait for it.
 */
export type AcceptVerdict = "begin" | "retry" | "take_over" | "answered" | Refusal

type Run = Pick<RunRow, "current_step_id" | "accept_limit" | "live" | "at">
type Decision = Pick<DecisionRow, "step_id" | "decision" | "outcome" | "leased_until">

const NOT_CURRENT: Refusal = { code: "funnel_step_not_current", message: "This is not the offer you are being made right now." }
const EXPIRED: Refusal = { code: "funnel_expired", message: "The time to take this offer is over." }
const PAYING: Refusal = { code: "funnel_payment_in_progress", message: "The payment of this offer is being worked on." }
const LIMIT: Refusal = { code: "funnel_accept_limit", message: "You have taken as many offers as there are to be had." }

const isCurrent = (run: Run, stepId: string) => run.current_step_id === stepId

/** What may be answered now: time is asked first, because nothing can be answered any more once it is up. */
function refusalOf(run: Run, stepId: string): Refusal | null {
  return !run.live ? EXPIRED : isCurrent(run, stepId) ? null : NOT_CURRENT
}

/** Pure; asked under the run's row lock. */
export function judgeAccept(run: Run, decisions: Decision[], stepId: string): AcceptVerdict {
  const existing = decisions.find((decision) => decision.step_id === stepId)
  if (existing?.decision === "declined") {
    return NOT_CURRENT
  }
  if (existing?.outcome === "pending") {
    return existing.leased_until && existing.leased_until > run.at ? "answered" : "take_over"
  }
  if (existing?.outcome === "payment_failed" && isCurrent(run, stepId)) {
    return refusalOf(run, stepId) ?? "retry"
  }
  if (existing) {
    return "answered"
  }
  return refusalOf(run, stepId) ?? (countAccepted(decisions) >= run.accept_limit ? LIMIT : "begin")
}

/** `decline`: write it down and move on · `answered`: declined before. Pure; asked under the run's row lock. */
export function judgeDecline(run: Run, decisions: Decision[], stepId: string): "decline" | "answered" | Refusal {
  const existing = decisions.find((decision) => decision.step_id === stepId)
  if (existing?.decision === "declined") {
    return "answered"
  }
  if (existing?.outcome === "pending") {
    return PAYING
  }
  if (existing && existing.outcome !== "payment_failed") {
    return NOT_CURRENT
  }
  return refusalOf(run, stepId) ?? "decline"
}
