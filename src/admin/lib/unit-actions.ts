import { isDoneByHand } from "./delivery"
import { AdminUnit } from "./fulfilment-types"

export type UnitAction = "fulfill" | "reopen" | "retry"

export const UNIT_ACTIONS: UnitAction[] = ["fulfill", "reopen", "retry"]

type Actionable = Pick<AdminUnit, "status" | "delivery_method" | "problem">

/** Whether the action makes sense for a unit as last seen; the server looks again. */
export function canDo(action: UnitAction, unit: Actionable): boolean {
  const byHand = isDoneByHand(unit.delivery_method)
  switch (action) {
    case "fulfill":
      return byHand && unit.status === "PENDING"
    case "reopen":
      return byHand && unit.status === "FULFILLED"
    case "retry":
      return unit.status === "PENDING" && (unit.problem !== null || !byHand)
  }
}

/** For each action the chosen units it makes sense for. */
export function actionsFor<T extends Actionable>(units: T[]): { action: UnitAction; units: T[] }[] {
  return UNIT_ACTIONS.map((action) => ({ action, units: units.filter((unit) => canDo(action, unit)) })).filter(
    (entry) => entry.units.length > 0
  )
}
