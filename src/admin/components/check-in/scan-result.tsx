import { CheckCircleSolid, ExclamationCircleSolid, Spinner, XCircleSolid } from "@medusajs/icons"
import { Button, clx } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { CheckInEntry } from "../../lib/check-in"
import { formatDateTime } from "../../lib/format"
import { TierBadge } from "../common/tier-badge"
import { RESULT_STYLES } from "./result-styles"

type ScanResultProps = {
  entry: CheckInEntry | undefined
  timeZone: string
  onUndo: (entry: CheckInEntry) => void
}

/** What came of the last scan, large enough to be read at arm's length, and read out. */
export function ScanResult({ entry, timeZone, onUndo }: ScanResultProps) {
  const { t, locale } = useText()
  const text = entry && hintOf(entry)
  return (
    <div className="px-6 py-4">
      <div role="status" aria-live="assertive" aria-atomic="true" aria-busy={entry?.kind === "checking"}>
        {entry ? (
          // A key of its own: the same words twice are two announcements.
          <div
            key={entry.number}
            className={clx("flex items-start gap-x-4 rounded-xl border p-6", RESULT_STYLES[entry.kind])}
          >
            <Icon kind={entry.kind} />
            <div className="min-w-0">
              <p className="text-2xl font-medium leading-8">{t(`checkInResult.${entry.kind}`)}</p>
              {entry.unit && (
                <p className="txt-medium mt-1 flex flex-wrap items-center gap-2 [overflow-wrap:anywhere]">
                  {entry.unit.attendee?.name || entry.unit.attendee?.email || entry.unit.email}
                  {entry.unit.attendee && <TierBadge tier={entry.unit.attendee.tier} />}
                </p>
              )}
              {entry.unit && <p className="txt-medium [overflow-wrap:anywhere]">{entry.unit.title}</p>}
              {text && <p className="txt-medium mt-1 [overflow-wrap:anywhere]">{text}</p>}
            </div>
          </div>
        ) : (
          <div className="bg-ui-bg-component border-ui-border-base text-ui-fg-subtle txt-medium rounded-xl border border-dashed p-6 text-center">
            {t("checkIn.ready")}
          </div>
        )}
      </div>
      {entry?.kind === "ok" && (
        <div className="mt-3 flex justify-end">
          <Button size="small" variant="secondary" onClick={() => onUndo(entry)}>
            {t("checkIn.undo")}
          </Button>
        </div>
      )}
    </div>
  )

  function hintOf({ kind, usedAt, message }: CheckInEntry): string | null {
    if (usedAt) {
      return t("checkIn.usedAt", { time: formatDateTime(usedAt, timeZone, locale) })
    }
    if (kind === "failed") {
      return message ?? t("errors.unreachable")
    }
    return t(`checkInHint.${kind}`, { defaultValue: "" }) || null
  }
}

function Icon({ kind }: { kind: CheckInEntry["kind"] }) {
  const className = "mt-1.5 size-6 shrink-0"
  if (kind === "checking") {
    return <Spinner className={clx(className, "animate-spin")} />
  }
  if (kind === "ok") {
    return <CheckCircleSolid className={className} />
  }
  return kind === "used" || kind === "failed" || kind === "undone" ? (
    <ExclamationCircleSolid className={className} />
  ) : (
    <XCircleSolid className={className} />
  )
}
