import { useEffect, useState } from "react"

const EVERY_MS = 10_000

/**
 * This device's clock for what is shown in minutes: read every ten seconds, so that nothing is shown for long after
 * its time. null on a server and until mounted.
 */
export function useMinute(running: boolean): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    if (!running) {
      return
    }
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, EVERY_MS)
    document.addEventListener("visibilitychange", tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", tick)
    }
  }, [running])
  return now
}
