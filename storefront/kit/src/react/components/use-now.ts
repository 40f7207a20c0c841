import { useEffect, useState } from "react"

/** This device's clock, read again every second while `running`. A hidden tab catches up when it is shown. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!running) {
      return
    }
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, 1_000)
    document.addEventListener("visibilitychange", tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", tick)
    }
  }, [running])
  return now
}
