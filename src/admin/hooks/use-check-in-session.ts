import { useRef, useState } from "react"
import { CheckInEntry, isEcho, refusalOf } from "../lib/check-in"
import { useCheckIn, useUndoCheckIn } from "./use-check-in"
import { useFeedback } from "./use-feedback"

/** The scans of one sitting at the door, the newest first. Scanning goes on while earlier scans are still being asked about. */
export function useCheckInSession(eventId: string) {
  const feedback = useFeedback()
  const [history, setHistory] = useState<CheckInEntry[]>([])
  const [waiting, setWaiting] = useState(0)
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
    const entry = { number: (next.current += 1), at: new Date(at).toISOString(), unit: null, usedAt: null, message: null }
    setWaiting((count) => count + 1)
    const result: CheckInEntry = await checkIn(token).then(
      (unit) => ({ ...entry, kind: "ok", unit }),
      (error) => ({ ...entry, ...refusalOf(error) })
    )
    setWaiting((count) => count - 1)
    setHistory((entries) => [result, ...entries])
  }

  const undo = async (entry: CheckInEntry) => {
    if (!entry.unit) {
      return
    }
    try {
      await takeBack(entry.unit.id)
      // The same ticket may come back at once.
      last.current = undefined
      setHistory((entries) =>
        entries.map((other) => (other.number === entry.number ? { ...other, kind: "undone" as const } : other))
      )
    } catch (error) {
      feedback.failed(error)
    }
  }

  return { history, waiting: waiting > 0, scan, undo }
}
