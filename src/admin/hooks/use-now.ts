import { useEffect, useState } from "react"

/** The browser's clock in milliseconds, again every `every` milliseconds while the page is shown. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) {
        setNow(Date.now())
      }
    }, every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
