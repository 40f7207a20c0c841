import { Button, Text } from "@medusajs/ui"
import { RefObject } from "react"
import { useText } from "../../hooks/use-text"
import { AdminUnit } from "../../lib/fulfilment-types"
import { actionsFor, UnitAction } from "../../lib/unit-actions"

type BulkBarProps = {
  bar: RefObject<HTMLDivElement>
  chosen: AdminUnit[]
  busy: boolean
  onRun: (action: UnitAction, units: AdminUnit[]) => void
  onClear: () => void
}

/** What can be done with the chosen units, each button with how many it is for. */
export function BulkBar({ bar, chosen, busy, onRun, onClear }: BulkBarProps) {
  const { t } = useText()
  const actions = actionsFor(chosen)
  return (
    <div
      ref={bar}
      tabIndex={-1}
      role="group"
      aria-label={t("unit.bulkActions")}
      className={chosen.length > 0 ? "bg-ui-bg-subtle flex flex-wrap items-center gap-2 border-t px-6 py-3 outline-none" : "sr-only"}
    >
      <Text size="small" leading="compact" weight="plus" role="status" className="mr-2">
        {chosen.length > 0 ? t("unit.chosen", { count: chosen.length }) : ""}
      </Text>
      {actions.map(({ action, units }) => (
        <Button
          key={action}
          size="small"
          variant="secondary"
          disabled={busy}
          onClick={() => onRun(action, units)}
        >
          {units.length === chosen.length ? t(`unitAction.${action}`) : t(`unitActionSome.${action}`, { count: units.length })}
        </Button>
      ))}
      {chosen.length > 0 && actions.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("unit.nothingToDo")}
        </Text>
      )}
      {chosen.length > 0 && (
        <Button size="small" variant="transparent" onClick={onClear}>
          {t("unit.clear")}
        </Button>
      )}
    </div>
  )
}
