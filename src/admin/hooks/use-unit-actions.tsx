import { toast } from "@medusajs/ui"
import { useState } from "react"
import { bulkOutcome } from "../lib/bulk-outcome"
import { AdminUnit, UnitResult } from "../lib/fulfilment-types"
import { UnitAction } from "../lib/unit-actions"
import { useFeedback } from "./use-feedback"
import { useBulkUnits } from "./use-sales"
import { useText } from "./use-text"

export type BulkProgress = { done: number; count: number }

/** Whom a unit is for, in a list of failures. */
const nameOf = (unit: AdminUnit | undefined, id: string) => unit?.attendee?.name || unit?.email || id

/** Marks units as done, reopens them, tries them again; says what came of it, failures with their reasons. */
export function useUnitActions() {
  const { t } = useText()
  const feedback = useFeedback()
  const { mutateAsync } = useBulkUnits()
  /** How far a run is; null when none is under way. */
  const [progress, setProgress] = useState<BulkProgress | null>(null)

  const tell = (action: UnitAction, units: AdminUnit[], results: UnitResult[]) => {
    const outcome = bulkOutcome(results)
    if (outcome.done > 0) {
      toast.success(t(`unitDone.${action}`, { count: outcome.done }))
    }
    if (outcome.failed.length > 0) {
      const byId = new Map(units.map((unit) => [unit.id, unit]))
      toast.error(t("unit.failed", { count: outcome.failed.length }), {
        // Long enough to read a list.
        duration: 15_000,
        description: (
          <ul className="flex list-disc flex-col gap-y-1 pl-4">
            {outcome.reasons.map(({ code, message, ids }) => (
              <li key={`${code} ${message}`}>
                {ids
                  .slice(0, 3)
                  .map((id) => nameOf(byId.get(id), id))
                  .join(", ")}
                {ids.length > 3 && ` ${t("price.more", { count: ids.length - 3 })}`}
                {": "}
                {t(`errors.${code}`, { defaultValue: message })}
              </li>
            ))}
            {outcome.unnamed > 0 && <li>{t("unit.andMore", { count: outcome.unnamed })}</li>}
          </ul>
        ),
      })
    }
  }

  /** Answers the ids of what was done; the others can stay chosen. */
  const run = async (action: UnitAction, units: AdminUnit[]): Promise<Set<string>> => {
    setProgress({ done: 0, count: units.length })
    const { results, failure } = await mutateAsync({
      action,
      ids: units.map(({ id }) => id),
      onProgress: (done) => setProgress({ done, count: units.length }),
    })
    setProgress(null)
    tell(action, units, results)
    if (failure) {
      feedback.failed(failure)
    }
    return new Set(results.filter(({ error }) => error === null).map(({ id }) => id))
  }

  return { run, progress }
}
