/**
 * How far the server's clock is ahead of this device's, in ms.
 * The server read its clock somewhere between sending and receiving; half of the round trip is the best guess,
 * and a guess of more than a second is no better than none on a slow line.
 */
export function clockSkewMs(serverTime: string, sentAt: number, receivedAt: number): number {
  const server = Date.parse(serverTime)
  if (Number.isNaN(server)) {
    return 0
  }
  const onTheWay = Math.min(1_000, Math.max(0, receivedAt - sentAt) / 2)
  return Math.round(server - (receivedAt - onTheWay))
}

/** ms left until `expiresAt` on the server's clock, never negative. */
export function remainingMs(expiresAt: string, skewMs: number, now: number): number {
  const at = Date.parse(expiresAt)
  return Number.isNaN(at) ? 0 : Math.max(0, at - (now + skewMs))
}

/**
 * "4:05" or "1:02:03"; rounds up, so that 0:00 means over.
 * @param daysLeft words for two days and more, which no clock face shows
 */
export function formatRemaining(ms: number, daysLeft: (days: number, hours: number) => string): string {
  const seconds = Math.ceil(ms / 1000)
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  if (days >= 2) {
    return daysLeft(days, hours)
  }
  const two = (value: number) => String(value).padStart(2, "0")
  const wholeHours = days * 24 + hours
  return wholeHours > 0 ? `${wholeHours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** Seconds left at which a countdown speaks up; a screen reader must not hear every second. */
export const WARNING_SECONDS = [300, 120, 60, 30, 0] as const

/** The warning a countdown has reached: the smallest threshold not below what is left; null before the first. */
export function reachedWarning(ms: number, thresholds: readonly number[] = WARNING_SECONDS): number | null {
  const seconds = Math.ceil(ms / 1000)
  const reached = thresholds.filter((threshold) => seconds <= threshold)
  return reached.length ? Math.min(...reached) : null
}

/** When the first live hold ends, or null when none is running. */
export function earliestExpiry(holds: ({ expiresAt: string; state: string } | null)[]): string | null {
  const live = holds.flatMap((hold) => (hold?.state === "live" ? [hold.expiresAt] : []))
  return live.length ? live.reduce((first, next) => (Date.parse(next) < Date.parse(first) ? next : first)) : null
}
