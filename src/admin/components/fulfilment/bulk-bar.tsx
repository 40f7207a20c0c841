import { Button, Text } from "@medusajs/ui"
import { RefObject } from "react"
import { useText } from "../../hooks/use-text"
import { BulkProgress } from "../../hooks/use-unit-actions"
import { formatNumber } from "../../lib/format"
import { AdminUnit } from "../../lib/fulfilment-types"
import { actionsFor, UnitAction } from "../../lib/unit-actions"

type BulkBarProps = {
  bar: RefObject<HTMLDivElement>
  chosen: AdminUnit[]
  /** The way from a chosen page to all that match. */
  all?: { count: number; loaded: number | null; onChoose: () => void }
  progress: BulkProgress | null
  onRun: (action: UnitAction, units: AdminUnit[]) => void
  onClear: () => void
}

/** What can be done with the chosen units, each button with how many it is for. */
export function BulkBar({ bar, chosen, all, progress, onRun, onClear }: BulkBarProps) {
  const { t, locale } = useText()
  const actions = actionsFor(chosen)
  const loaded = all?.loaded ?? null
  const busy = progress !== null || loaded !== null
  const number = (units: number) => formatNumber(units, locale)
  return (
    <div
      ref={bar}
      tabIndex={-1}
      role="group"
      aria-label={t("unit.bulkActions")}
      className={chosen.length > 0 ? "bg-ui-bg-subtle flex flex-wrap items-center gap-2 border-t px-6 py-3 outline-none" : "sr-only"}
    >
      <Text size="small" leading="compact" weight="plus" role="status" className="mr-2 tabular-nums">
        {chosen.length > 0 ? statusText() : ""}
      </Text>
      {all && (
        <Button size="small" variant="transparent" disabled={busy} onClick={all.onChoose}>
          {t("unit.chooseAll", { count: all.count, units: number(all.count) })}
        </Button>
      )}
      {actions.map(({ action, units }) => (
        <Button key={action} size="small" variant="secondary" disabled={busy} onClick={() => onRun(action, units)}>
          {units.length === chosen.length
            ? t(`unitAction.${action}`)
            : t(`unitActionSome.${action}`, { count: units.length, units: number(units.length) })}
        </Button>
      ))}
      {chosen.length > 0 && actions.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("unit.nothingToDo")}
        </Text>
      )}
      {chosen.length > 0 && (
        <Button size="small" variant="transparent" disabled={busy} onClick={onClear}>
          {t("unit.clear")}
        </Button>
      )}
    </div>
  )

  function statusText(): string {
    if (progress) {
      return t("unit.progress", { done: number(progress.done), units: number(progress.count) })
    }
    if (all && loaded !== null) {
      return t("unit.choosing", { done: number(loaded), units: number(all.count) })
    }
    return t("unit.chosen", { count: chosen.length, units: number(chosen.length) })
  }
}
