import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react"
import { asMonetizationError } from "../../cart/cart-store.ts"
import type { MonetizationError } from "../../client/monetization-error.ts"
import { startPolling, type Pace } from "../../time/polling.ts"
import { useMonetization } from "../monetization-provider.tsx"

export interface QueryResult<T> {
  data: T | null
  /** Nothing to show yet. */
  isLoading: boolean
  /** Something is shown and is being read again. */
  isRefetching: boolean
  /** Of the last attempt; `data` of an earlier one stays. */
  error: MonetizationError | null
  refetch: () => Promise<void>
}

interface QueryState<T> {
  key: string | null
  family: string | null
  data: T | null
  error: MonetizationError | null
  fetching: boolean
}

/** A page that was looked at a moment ago is not asked for again when its window gets the focus. */
const FOCUS_PAUSE_MS = 10_000

/**
 * Reads something and keeps it fresh: again when the key changes, on `refetch`, and when the window gets the focus back.
 * An answer that a newer question has overtaken is dropped; data of the same key stay on screen while read again.
 * @param key names the question, parameters included; null asks nothing
 * @param family questions of one family keep each other's answer on screen until the new one is there
 * @param pace how often it is read without being asked, given what is known; null (the default) is never
 */
export function useQuery<T>(
  key: string | null,
  fetcher: (signal: AbortSignal) => Promise<T>,
  { family = key, pace: paceOf }: { family?: string | null; pace?: (data: T | null) => Pace | null } = {}
): QueryResult<T> {
  const { cache } = useMonetization()
  const generation = useSyncExternalStore(cache.subscribe, cache.getGeneration, cache.getServerGeneration)
  const [state, setState] = useState<QueryState<T>>({ key: null, family: null, data: null, error: null, fetching: false })
  const running = useRef<AbortController | null>(null)
  const askedAt = useRef(0)
  const latest = useRef(fetcher)
  latest.current = fetcher

  const ask = useCallback(async () => {
    running.current?.abort()
    if (key === null) {
      return
    }
    const controller = new AbortController()
    running.current = controller
    askedAt.current = Date.now()
    setState((before) => ({
      key,
      family,
      data: before.key === key ? before.data : (cache.get<T>(key) ?? kept(before, family)),
      error: before.key === key ? before.error : null,
      fetching: true,
    }))
    try {
      const data = await latest.current(controller.signal)
      if (!controller.signal.aborted) {
        cache.set(key, data)
        setState({ key, family, data, error: null, fetching: false })
      }
    } catch (error) {
      if (!controller.signal.aborted) {
        setState((before) => ({ ...before, error: asMonetizationError(error), fetching: false }))
      }
    }
  }, [key, family, cache])

  useEffect(() => {
    void ask()
    return () => running.current?.abort()
  }, [ask, generation])

  useEffect(() => {
    const onFocus = () => {
      if (document.visibilityState === "visible" && Date.now() - askedAt.current > FOCUS_PAUSE_MS) {
        void ask()
      }
    }
    window.addEventListener("focus", onFocus)
    document.addEventListener("visibilitychange", onFocus)
    return () => {
      window.removeEventListener("focus", onFocus)
      document.removeEventListener("visibilitychange", onFocus)
    }
  }, [ask])

  // between a new key and its effect the old answer must not be shown as the new one's
  const current = state.key === key
  const data = current ? state.data : key === null ? null : (cache.get<T>(key) ?? kept(state, family))
  const error = current ? state.error : null

  const pace = key === null ? null : (paceOf?.(data) ?? null)
  useEffect(() => {
    if (!pace || key === null) {
      return
    }
    return startPolling({
      pace,
      ask: async () => {
        const before = JSON.stringify(cache.get(key))
        await ask()
        return JSON.stringify(cache.get(key)) !== before
      },
    })
  }, [pace, key, cache, ask])

  return {
    data,
    error,
    isLoading: key !== null && data === null && error === null,
    // what is kept of another question is about to be asked again
    isRefetching: data !== null && (!current || state.fetching),
    refetch: ask,
  }
}

function kept<T>(state: QueryState<T>, family: string | null): T | null {
  return family !== null && state.family === family ? state.data : null
}
