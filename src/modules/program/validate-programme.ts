import { invalidRequest } from "./errors"
import { HANDLE_PATTERN } from "./event-handle"
import { isTimeZone } from "./time-zone"

type Period = { starts_at: Date | string; ends_at: Date | string }

/** Throws `invalid_request` unless it ends after it starts. */
export function assertPeriod({ starts_at, ends_at }: Period): void {
  const start = new Date(starts_at).getTime()
  const end = new Date(ends_at).getTime()
  if (!(end > start)) {
    throw invalidRequest("ends_at must be after starts_at")
  }
}

/** Throws `invalid_request` for an event whose period, time zone or handle can't be. */
export function assertEvent(event: Period & { time_zone: string; handle?: string }): void {
  assertPeriod(event)
  if (!isTimeZone(event.time_zone)) {
    throw invalidRequest(`${event.time_zone} is not an IANA time zone, such as Europe/Berlin`)
  }
  if (event.handle !== undefined && !HANDLE_PATTERN.test(event.handle)) {
    throw invalidRequest("handle may have lower case letters, digits and single hyphens between them")
  }
}

/** Throws `invalid_request` for a session whose period or seats can't be. */
export function assertSession(session: Period & { capacity: number; overflow_limit?: number }): void {
  assertPeriod(session)
  for (const seats of [session.capacity, session.overflow_limit ?? 0]) {
    if (!Number.isInteger(seats) || seats < 0) {
      throw invalidRequest("capacity and overflow_limit must be whole numbers, zero or more")
    }
  }
}
