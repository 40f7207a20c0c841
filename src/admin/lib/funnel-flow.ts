/** What the drawing of a funnel needs of a step; null ends the funnel. */
export type FlowStep = { key: string; on_accept: string | null; on_decline: string | null }

export type FlowNode =
  | { kind: "end" }
  /** A step drawn already: its number is enough. */
  | { kind: "again"; number: number; key: string }
  | { kind: "step"; number: number; key: string; accept: FlowNode; decline: FlowNode }

/**
 * The way through a funnel as a tree from its first step. A step that several ways lead to is drawn once, at the first
 * of them in reading order, so the drawing stays small and a ring can't draw itself for ever. Numbers are places in the list.
 */
export function flowOf(steps: FlowStep[]): FlowNode {
  const numbers = new Map(steps.map((step, index) => [step.key, index + 1]))
  const drawn = new Set<string>()
  const draw = (key: string | null): FlowNode => {
    const number = key ? numbers.get(key) : undefined
    if (!key || number === undefined) {
      return { kind: "end" }
    }
    if (drawn.has(key)) {
      return { kind: "again", number, key }
    }
    drawn.add(key)
    const step = steps[number - 1]
    return { kind: "step", number, key, accept: draw(step.on_accept), decline: draw(step.on_decline) }
  }
  return draw(steps[0]?.key ?? null)
}

/** Keys of steps that no way from the first step leads to. */
export function unreachableSteps(steps: FlowStep[]): string[] {
  const reached = new Set<string>()
  const byKey = new Map(steps.map((step) => [step.key, step]))
  const open = steps[0] ? [steps[0].key] : []
  while (open.length > 0) {
    const step = byKey.get(open.pop()!)
    if (step && !reached.has(step.key)) {
      reached.add(step.key)
      open.push(...[step.on_accept, step.on_decline].filter((key) => key !== null))
    }
  }
  return steps.filter((step) => !reached.has(step.key)).map((step) => step.key)
}
