import { clx, Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { formatNumber } from "../../lib/format"

/** How many of a fixed number are taken: "60 / 60" above a thin bar. */
export function FillMeter({ taken, total, label, note }: { taken: number; total: number; label: string; note?: string }) {
  const { locale } = useText()
  const share = total > 0 ? Math.min(1, taken / total) : 1
  return (
    <div className="flex w-24 flex-col gap-y-1">
      <Text as="span" size="small" leading="compact" className="tabular-nums">
        {formatNumber(taken, locale)} / {formatNumber(total, locale)}
      </Text>
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(total, taken)}
        aria-valuenow={taken}
        className="bg-ui-bg-component border-ui-border-base h-1.5 overflow-hidden rounded-full border"
      >
        <div
          className={clx("h-full rounded-full", share >= 1 ? "bg-ui-tag-orange-icon" : "bg-ui-tag-blue-icon")}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {note && (
        <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle text-nowrap">
          {note}
        </Text>
      )}
    </div>
  )
}
