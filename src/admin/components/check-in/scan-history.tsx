import { Badge, Button, Container, Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { admitted, CheckInEntry, CheckInKind } from "../../lib/check-in"
import { SectionEmpty } from "../common/section-empty"
import { SectionHeader } from "../common/section-header"

const COLORS: Record<CheckInKind, "green" | "orange" | "red" | "grey"> = {
  checking: "grey",
  ok: "green",
  used: "orange",
  refunded: "red",
  otherEvent: "red",
  unknown: "red",
  failed: "orange",
  undone: "grey",
}

type ScanHistoryProps = { history: CheckInEntry[]; timeZone: string; onUndo: (entry: CheckInEntry) => void }

/** Everything scanned on this page since it was opened. It lives no longer than the page: the tickets remember. */
export function ScanHistory({ history, timeZone, onUndo }: ScanHistoryProps) {
  const { t, locale } = useText()
  if (history.length === 0) {
    return <SectionEmpty title={t("checkIn.history")} heading={t("checkIn.noScans")} text={t("checkIn.noScansHint")} />
  }
  const clock = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: "medium" })
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("checkIn.history")} hint={t("checkIn.admitted", { count: admitted(history) })} />
      <ol className="divide-y">
        {history.slice(0, 100).map((entry) => (
          <li key={entry.number} className="flex items-center gap-x-3 px-6 py-3">
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-center gap-2">
                <Badge size="2xsmall" color={COLORS[entry.kind]}>
                  {t(`checkInResult.${entry.kind}`)}
                </Badge>
                <time dateTime={entry.at} className="txt-compact-small text-ui-fg-subtle tabular-nums">
                  {clock.format(new Date(entry.at))}
                </time>
              </div>
              {entry.unit && (
                <Text size="small" className="[overflow-wrap:anywhere]">
                  {[entry.unit.attendee?.name || entry.unit.attendee?.email || entry.unit.email, entry.unit.title]
                    .filter(Boolean)
                    .join(" · ")}
                </Text>
              )}
            </div>
            {entry.kind === "ok" && (
              <Button
                size="small"
                variant="transparent"
                aria-label={t("checkIn.undoOf", { name: entry.unit?.attendee?.name ?? entry.unit?.email ?? "" })}
                onClick={() => onUndo(entry)}
              >
                {t("checkIn.undo")}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Container>
  )
}
