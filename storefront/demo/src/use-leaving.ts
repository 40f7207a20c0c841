import { useCallback, useEffect, useState } from "react"

/**
 * Goes to a payment page. Until this page is gone what led there stays busy: a second click would ask for another page.
 */
export function useLeaving(): { isLeaving: boolean; leaveFor: (url: string) => void } {
  const [isLeaving, setLeaving] = useState(false)

  useEffect(() => {
    // coming back from Stripe with the back button shows this page as it was left
    const onShow = (event: PageTransitionEvent) => event.persisted && setLeaving(false)
    window.addEventListener("pageshow", onShow)
    return () => window.removeEventListener("pageshow", onShow)
  }, [])

  const leaveFor = useCallback((url: string) => {
    setLeaving(true)
    location.assign(url)
  }, [])
  return { isLeaving, leaveFor }
}
