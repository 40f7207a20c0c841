import { AdminEvent, AdminEventSession, SessionInput } from "./types"
import { endProblem, timeProblem } from "./event-form"
import { instantOf, instantOrKept, wallTimeOf } from "./time-zone"
import { parseCount, Problem, Problems } from "./validation"

/** The session form: times are wall-clock times in the event's zone, counts are as typed. */
export type SessionFormValues = {
  title: string
  description: string
  speaker: string
  starts_at: string
  ends_at: string
  room: string
  section: string
  capacity: string
  overflow_limit: string
  image_url: string | null
}

/** A new session starts when the event does, for an hour. */
export function sessionFormValues(event: AdminEvent, session?: AdminEventSession): SessionFormValues {
  const starts = session?.starts_at ?? event.starts_at
  const ends = session?.ends_at ?? new Date(Date.parse(event.starts_at) + 3_600_000).toISOString()
  return {
    title: session?.title ?? "",
    description: session?.description ?? "",
    speaker: session?.speaker ?? "",
    starts_at: wallTimeOf(starts, event.time_zone),
    ends_at: wallTimeOf(ends, event.time_zone),
    room: session?.room ?? "",
    section: session?.section ?? "",
    capacity: String(session?.capacity ?? ""),
    overflow_limit: String(session?.overflow_limit ?? 0),
    image_url: session?.image_url ?? null,
  }
}

function countProblem(text: string): Problem | undefined {
  const count = parseCount(text)
  if (count === null) {
    return { key: "required" }
  }
  return count === undefined ? { key: "wholeNumber" } : undefined
}

export function validateSession(values: SessionFormValues, event: AdminEvent): Problems {
  const starts = instantOf(values.starts_at, event.time_zone)
  const ends = instantOf(values.ends_at, event.time_zone)
  const outside = { key: "outsideEvent" }
  return {
    title: values.title.trim() ? undefined : { key: "required" },
    starts_at:
      timeProblem(values.starts_at, event.time_zone) ??
      ("iso" in starts && before(starts.iso, event.starts_at) ? outside : undefined),
    ends_at:
      endProblem(values.starts_at, values.ends_at, event.time_zone) ??
      ("iso" in ends && before(event.ends_at, ends.iso) ? outside : undefined),
    capacity: countProblem(values.capacity),
    overflow_limit: countProblem(values.overflow_limit),
  }
}

function before(a: string, b: string): boolean {
  // Inputs have minutes only, so an event that starts at 9:00:30 still holds a session at 9:00.
  return Math.floor(Date.parse(a) / 60_000) < Math.floor(Date.parse(b) / 60_000)
}

export function sessionInput(values: SessionFormValues, event: AdminEvent, session?: AdminEventSession): SessionInput {
  return {
    title: values.title.trim(),
    description: values.description.trim() || null,
    speaker: values.speaker.trim() || null,
    starts_at: instantOrKept(values.starts_at, event.time_zone, session?.starts_at)!,
    ends_at: instantOrKept(values.ends_at, event.time_zone, session?.ends_at)!,
    room: values.room.trim() || null,
    section: values.section.trim() || null,
    capacity: parseCount(values.capacity)!,
    overflow_limit: parseCount(values.overflow_limit)!,
    image_url: values.image_url,
  }
}
