import { usePrompt } from "@medusajs/ui"
import { useRef } from "react"
import { useCheckInSession } from "../../hooks/use-check-in-session"
import { useText } from "../../hooks/use-text"
import { CheckInEntry } from "../../lib/check-in"
import { AdminEvent } from "../../lib/types"
import { EventPageHeader } from "../events/event-page-header"
import { ScanField } from "./scan-field"
import { ScanHistory } from "./scan-history"
import { ScanResult } from "./scan-result"

/** The door: scan, look, next. */
export function CheckIn({ event }: { event: AdminEvent }) {
  const { t } = useText()
  const prompt = usePrompt()
  const field = useRef<HTMLInputElement>(null)
  const { history, scan, undo } = useCheckInSession(event.id)

  const askUndo = async (entry: CheckInEntry) => {
    const sure = await prompt({
      title: t("checkIn.undoTitle"),
      description: t("checkIn.undoHint"),
      confirmText: t("checkIn.undo"),
      cancelText: t("common.cancel"),
      variant: "confirmation",
    })
    if (sure) {
      await undo(entry)
    }
    // The dialog gives the focus back to the button it came from; the next scan must not press that again.
    setTimeout(() => field.current?.focus(), 50)
  }

  return (
    <div className="mx-auto flex w-full max-w-[720px] flex-col gap-y-3">
      <EventPageHeader event={event} title={t("checkIn.title")}>
        <ScanField field={field} onScan={(token) => void scan(token)} />
        <ScanResult
          entry={history[0]}
          timeZone={event.time_zone}
          onUndo={(entry) => void askUndo(entry)}
        />
      </EventPageHeader>
      <ScanHistory history={history} timeZone={event.time_zone} onUndo={(entry) => void askUndo(entry)} />
    </div>
  )
}
