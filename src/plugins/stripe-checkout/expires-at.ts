/**
 * Stripe takes 30 minutes to 24 hours from when it gets the request; the margin covers clocks that differ and
 * a request that is repeated after time-outs.
 */
const MARGIN = 2 * 60
const SHORTEST = 30 * 60 + MARGIN
const LONGEST = 24 * 60 * 60 - MARGIN

/** When a Checkout Session ends (Unix seconds): as asked, within Stripe's bounds; as early as possible when not asked. */
export function resolveExpiresAt(asked: number | undefined, nowMs = Date.now()): number {
  const now = Math.floor(nowMs / 1000)
  return Math.min(Math.max(asked ?? 0, now + SHORTEST), now + LONGEST)
}
