import { AdminEvent, EventInput } from "./types"
import { instantOf, instantOrKept, isTimeZone, wallTimeOf } from "./time-zone"
import { Problem, Problems } from "./validation"

/** The event form: times are wall-clock times in `time_zone`. */
export type EventFormValues = {
  title: string
  description: string
  time_zone: string
  starts_at: string
  ends_at: string
  venue: string
  city: string
  image_url: string | null
}

export function eventFormValues(event: AdminEvent | undefined, timeZone: string): EventFormValues {
  const zone = event?.time_zone ?? timeZone
  return {
    title: event?.title ?? "",
    description: event?.description ?? "",
    time_zone: zone,
    starts_at: wallTimeOf(event?.starts_at, zone),
    ends_at: wallTimeOf(event?.ends_at, zone),
    venue: event?.venue ?? "",
    city: event?.city ?? "",
    image_url: event?.image_url ?? null,
  }
}

/** What is wrong with a time that must be given. */
export function timeProblem(wall: string, timeZone: string): Problem | undefined {
  if (!wall) {
    return { key: "required" }
  }
  const { kind } = instantOf(wall, timeZone)
  if (kind === "invalid") {
    return { key: "date" }
  }
  return kind === "skipped" ? { key: "skippedTime", values: { zone: timeZone } } : undefined
}

export function endProblem(starts: string, ends: string, timeZone: string): Problem | undefined {
  const problem = timeProblem(ends, timeZone)
  if (problem) {
    return problem
  }
  const from = instantOf(starts, timeZone)
  const to = instantOf(ends, timeZone)
  return "iso" in from && "iso" in to && to.iso <= from.iso ? { key: "endAfterStart" } : undefined
}

export function validateEvent(values: EventFormValues): Problems {
  return {
    title: values.title.trim() ? undefined : { key: "required" },
    time_zone: isTimeZone(values.time_zone) ? undefined : { key: "timeZone" },
    starts_at: timeProblem(values.starts_at, values.time_zone),
    ends_at: endProblem(values.starts_at, values.ends_at, values.time_zone),
  }
}

export function eventInput(values: EventFormValues, event?: AdminEvent): EventInput {
  // In another zone the same clock time is another instant, so the old one is kept only while the zone stays.
  const kept = event?.time_zone === values.time_zone ? event : undefined
  return {
    title: values.title.trim(),
    description: values.description.trim() || null,
    time_zone: values.time_zone,
    starts_at: instantOrKept(values.starts_at, values.time_zone, kept?.starts_at)!,
    ends_at: instantOrKept(values.ends_at, values.time_zone, kept?.ends_at)!,
    venue: values.venue.trim() || null,
    city: values.city.trim() || null,
    image_url: values.image_url,
  }
}
