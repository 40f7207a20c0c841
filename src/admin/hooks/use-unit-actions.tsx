import { toast } from "@medusajs/ui"
import { bulkOutcome } from "../lib/bulk-outcome"
import { AdminUnit, UnitResult } from "../lib/fulfilment-types"
import { UnitAction } from "../lib/unit-actions"
import { useFeedback } from "./use-feedback"
import { useBulkUnits } from "./use-sales"
import { useText } from "./use-text"

/** Whom a unit is for, in a list of failures. */
const nameOf = (unit: AdminUnit | undefined, id: string) => unit?.attendee?.name || unit?.email || id

/** Marks units as done, reopens them, tries them again; says what came of it, failures with their reasons. */
export function useUnitActions() {
  const { t } = useText()
  const feedback = useFeedback()
  const { mutateAsync, isPending } = useBulkUnits()

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

  /** Answers the ids it couldn't do, so that they can stay chosen. */
  const run = async (action: UnitAction, units: AdminUnit[]): Promise<string[]> => {
    try {
      const results = await mutateAsync({ action, ids: units.map(({ id }) => id) })
      tell(action, units, results)
      return bulkOutcome(results).failed.map(({ id }) => id)
    } catch (error) {
      feedback.failed(error)
      return units.map(({ id }) => id)
    }
  }

  return { run, isPending }
}
