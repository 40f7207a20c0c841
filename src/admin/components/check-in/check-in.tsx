import { Button, Container, Heading, Text, usePrompt } from "@medusajs/ui"
import { useRef } from "react"
import { Link } from "react-router-dom"
import { useCheckInSession } from "../../hooks/use-check-in-session"
import { useText } from "../../hooks/use-text"
import { CheckInEntry } from "../../lib/check-in"
import { AdminEvent } from "../../lib/types"
import { ScanField } from "./scan-field"
import { ScanHistory } from "./scan-history"
import { ScanResult } from "./scan-result"

/** The door: scan, look, next. */
export function CheckIn({ event }: { event: AdminEvent }) {
  const { t } = useText()
  const prompt = usePrompt()
  const field = useRef<HTMLInputElement>(null)
  const { history, waiting, scan, undo } = useCheckInSession(event.id)

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
      <Container className="divide-y p-0">
        <div className="flex items-center justify-between gap-x-4 px-6 py-4">
          <div className="min-w-0">
            <Heading>{t("checkIn.title")}</Heading>
            <Text size="small" className="text-ui-fg-subtle truncate">
              {event.title}
            </Text>
          </div>
          <Button size="small" variant="secondary" className="shrink-0" asChild>
            <Link to={`/monetization/events/${event.id}`}>{t("checkIn.toEvent")}</Link>
          </Button>
        </div>
        <ScanField field={field} onScan={(token) => void scan(token)} />
        <ScanResult
          entry={history[0]}
          waiting={waiting}
          timeZone={event.time_zone}
          onUndo={(entry) => void askUndo(entry)}
        />
      </Container>
      <ScanHistory history={history} timeZone={event.time_zone} onUndo={(entry) => void askUndo(entry)} />
    </div>
  )
}
