import { DecisionKind, DecisionRow, PlanStep } from "./types"

/** The step that an answer leads to, by its id; null when the funnel ends there. */
export function nextStep(plan: PlanStep[], stepId: string, answer: DecisionKind): string | null {
  const step = plan.find(({ id }) => id === stepId)
  const key = answer === "accepted" ? step?.on_accept : step?.on_decline
  return plan.find((candidate) => candidate.key === key)?.id ?? null
}

/** Acceptances that were or may still be paid; one whose payment failed doesn't count. */
export function countAccepted(decisions: Pick<DecisionRow, "decision" | "outcome">[]): number {
  return decisions.filter(({ decision, outcome }) => decision === "accepted" && outcome !== "payment_failed").length
}

/** Whether a step's offer is being paid, or was bought. */
export function isBeingBought(decisions: Pick<DecisionRow, "step_id" | "outcome">[], stepId: string): boolean {
  return decisions.some(({ step_id, outcome }) => step_id === stepId && outcome !== null && outcome !== "payment_failed")
}

/** Where a run stands after an answer: nowhere further once as many offers were accepted as are allowed. */
export function stepAfter(
  run: { plan: PlanStep[]; accept_limit: number },
  decisions: Pick<DecisionRow, "decision" | "outcome">[],
  stepId: string,
  answer: DecisionKind
): string | null {
  return countAccepted(decisions) >= run.accept_limit ? null : nextStep(run.plan, stepId, answer)
}
