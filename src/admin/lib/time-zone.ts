/**
 * Wall-clock times as people type them ("2027-03-05T18:30", no zone) to and from instants (ISO 8601 UTC),
 * in an event's IANA time zone and whatever zone the organizer's computer is in.
 */

const MINUTE = 60_000
const WALL_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2})?$/

/** Making a formatter costs a thousand times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string): Intl.DateTimeFormat {
  let known = formatters.get(timeZone)
  if (!known) {
    known = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    })
    formatters.set(timeZone, known)
  }
  return known
}

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = formatter(timeZone).formatToParts(new Date(instant))
  const get = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const asUtc = Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute"), get("second"))
  return asUtc - Math.floor(instant / 1000) * 1000
}

export type WallTime =
  | { kind: "exact"; iso: string }
  /** The clocks go back and this hour happens twice: `iso` is the first time. */
  | { kind: "ambiguous"; iso: string }
  /** The clocks go forward and this time is skipped: `iso` is as long after the change as was typed. */
  | { kind: "skipped"; iso: string }
  | { kind: "invalid" }

/** The instant at which the clocks in `timeZone` show `wall`. */
export function instantOf(wall: string, timeZone: string): WallTime {
  const match = WALL_TIME.exec(wall)
  if (!match || !isTimeZone(timeZone)) {
    return { kind: "invalid" }
  }
  const [year, month, day, hour, minute] = match.slice(1).map(Number)
  const asUtc = Date.UTC(year, month - 1, day, hour, minute)
  const typed = new Date(asUtc)
  if (typed.getUTCMonth() !== month - 1 || typed.getUTCDate() !== day || typed.getUTCHours() !== hour) {
    return { kind: "invalid" } // 31 February, 25 o'clock
  }

  // A zone changes its offset at most once in two days: the two offsets around the time are all it can have.
  const before = offsetAt(asUtc - 24 * 60 * MINUTE, timeZone)
  const after = offsetAt(asUtc + 24 * 60 * MINUTE, timeZone)
  const candidates = [...new Set([asUtc - before, asUtc - after])]
    .filter((instant) => instant + offsetAt(instant, timeZone) === asUtc)
    .sort((a, b) => a - b)

  if (candidates.length === 0) {
    return { kind: "skipped", iso: new Date(asUtc - before).toISOString() }
  }
  return { kind: candidates.length > 1 ? "ambiguous" : "exact", iso: new Date(candidates[0]).toISOString() }
}

/** What the clocks in `timeZone` show at an instant, for a `datetime-local` input; "" for none. */
export function wallTimeOf(iso: string | null | undefined, timeZone: string): string {
  if (!iso || !isTimeZone(timeZone)) {
    return ""
  }
  const instant = Date.parse(iso)
  return Number.isNaN(instant) ? "" : new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 16)
}

/** Like `instantOf(...).iso`, but an untouched field keeps its instant (seconds, and the second of a repeated hour). */
export function instantOrKept(wall: string, timeZone: string, original: string | null | undefined): string | null {
  if (!wall) {
    return null
  }
  if (original && wallTimeOf(original, timeZone) === wall) {
    return original
  }
  const result = instantOf(wall, timeZone)
  return result.kind === "invalid" ? null : result.iso
}

export function isTimeZone(timeZone: string): boolean {
  try {
    return timeZone !== "" && Boolean(formatter(timeZone))
  } catch {
    return false
  }
}

export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC"
}

/** "GMT+2": what the zone is called at an instant. */
export function zoneName(timeZone: string, at: Date = new Date(), locale?: string): string {
  return (
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" })
      .formatToParts(at)
      .find((part) => part.type === "timeZoneName")?.value ?? timeZone
  )
}

/** Every zone the browser knows, UTC included, with its present name: { value: "Europe/Berlin", label: "Europe/Berlin (GMT+1)" }. */
export function timeZoneOptions(extra?: string): { value: string; label: string }[] {
  const zones = new Set(["UTC", browserTimeZone(), ...(extra ? [extra] : []), ...Intl.supportedValuesOf("timeZone")])
  return [...zones].sort().map((value) => ({ value, label: `${value.replace(/_/g, " ")} (${zoneName(value)})` }))
}
