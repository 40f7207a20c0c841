import { useCallback, useState } from "react"
import { asMonetizationError } from "../../cart/cart-store.ts"
import type { MonetizationError } from "../../client/monetization-error.ts"
import { useMonetization } from "../monetization-provider.tsx"
import { useTickets } from "./use-purchases.ts"

export interface UseSeatResult {
  /** The signed-in customer has an active ticket of the event. */
  hasTicket: boolean
  hasSeat: boolean
  isLoading: boolean
  isBusy: boolean
  error: MonetizationError | null
  /** True when the seat is taken. */
  reserve: () => Promise<boolean>
  release: () => Promise<boolean>
}

/** A seat in a session for the signed-in ticket holder. `onChange` runs after the seat was taken or given back. */
export function useSeat(sessionId: string, eventId: string | null, onChange?: () => void): UseSeatResult {
  const { client } = useMonetization()
  const { tickets, isLoading, refetch } = useTickets()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<MonetizationError | null>(null)
  const mine = tickets.filter((ticket) => ticket.eventId === eventId && ticket.status === "active")

  const run = useCallback(
    async (work: () => Promise<unknown>): Promise<boolean> => {
      setBusy(true)
      setError(null)
      try {
        await work()
        return true
      } catch (failure) {
        setError(asMonetizationError(failure))
        return false
      } finally {
        await refetch()
        onChange?.()
        setBusy(false)
      }
    },
    [refetch, onChange]
  )

  return {
    hasTicket: mine.length > 0,
    hasSeat: mine.some((ticket) => ticket.registeredSessionIds.includes(sessionId)),
    isLoading,
    isBusy,
    error,
    reserve: () => run(() => client.sessions.register(sessionId)),
    release: () => run(() => client.sessions.unregister(sessionId)),
  }
}
