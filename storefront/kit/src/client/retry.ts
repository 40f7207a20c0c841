const RETRYABLE_STATUSES = new Set([429, 502, 503, 504])

/** Longest pause a caller is kept waiting for; a longer Retry-After is handed to the caller as an error. */
export const MAX_WAIT_MS = 10_000

/**
 * Whether a failed attempt may be sent again.
 * A call that isn't idempotent is repeated only after 429: that answer says the server did nothing.
 * @param status HTTP status, or 0 when no answer came
 */
export function isRetryable(status: number, idempotent: boolean): boolean {
  if (status === 429) {
    return true
  }
  return idempotent && (status === 0 || RETRYABLE_STATUSES.has(status))
}

/**
 * Pause before the next attempt: exponential from `baseMs`, capped at 5 s, and spread over its upper half
 * so that clients which failed together don't come back together.
 * @param attempt 0 for the pause after the first attempt
 */
export function backoffMs(attempt: number, baseMs: number, random: () => number = Math.random): number {
  const ceiling = Math.min(5_000, baseMs * 2 ** attempt)
  return Math.round(ceiling / 2 + random() * (ceiling / 2))
}

/** Seconds asked for by a Retry-After header (delta seconds or an HTTP date); null when absent or unreadable. */
export function parseRetryAfter(header: string | null, now: number = Date.now()): number | null {
  if (!header) {
    return null
  }
  if (/^\d+$/.test(header.trim())) {
    return Number(header.trim())
  }
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000))
}
