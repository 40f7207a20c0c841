import { useRef, useState } from "react"
import { CheckInEntry, isEcho, refusalOf, withEntry } from "../lib/check-in"
import { useCheckIn, useUndoCheckIn } from "./use-check-in"
import { useFeedback } from "./use-feedback"

/** The scans of one sitting at the door, the newest first. Scanning goes on while earlier scans are still being asked about. */
export function useCheckInSession(eventId: string) {
  const feedback = useFeedback()
  const [history, setHistory] = useState<CheckInEntry[]>([])
  const { mutateAsync: checkIn } = useCheckIn(eventId)
  const { mutateAsync: takeBack } = useUndoCheckIn(eventId)
  const next = useRef(0)
  const last = useRef<{ token: string; at: number }>()

  const scan = async (token: string) => {
    const at = Date.now()
    if (isEcho(last.current, token, at)) {
      return
    }
    last.current = { token, at }
    const entry: CheckInEntry = {
      number: (next.current += 1),
      kind: "checking",
      at: new Date(at).toISOString(),
      unit: null,
      usedAt: null,
      message: null,
    }
    setHistory((entries) => withEntry(entries, entry))
    const answered: CheckInEntry = await checkIn(token).then(
      (unit) => ({ ...entry, kind: "ok", unit }),
      (error) => ({ ...entry, ...refusalOf(error) })
    )
    setHistory((entries) => withEntry(entries, answered))
  }

  const undo = async (entry: CheckInEntry) => {
    if (!entry.unit) {
      return
    }
    try {
      await takeBack(entry.unit.id)
      // The same ticket may come back at once.
      last.current = undefined
      setHistory((entries) => withEntry(entries, { ...entry, kind: "undone" }))
    } catch (error) {
      feedback.failed(error)
    }
  }

  return { history, scan, undo }
}
