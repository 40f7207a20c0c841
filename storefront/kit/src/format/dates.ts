/** Dates are shown in the event's own time zone: that is where the attendee will stand. */
export interface DateFormat {
  /** IANA name, e.g. "Europe/Lisbon". */
  timeZone: string
  /** BCP 47, e.g. "en-GB". */
  locale?: string
}

function formatter(format: DateFormat, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = format.locale ?? "en"
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: format.timeZone })
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" })
  }
}

/** "14:30". */
export function formatTime(iso: string, format: DateFormat): string {
  return formatter(format, { hour: "2-digit", minute: "2-digit" }).format(new Date(iso))
}

/** "Saturday 20 June". */
export function formatDay(iso: string, format: DateFormat): string {
  return formatter(format, { weekday: "long", day: "numeric", month: "long" }).format(new Date(iso))
}

/** "20 June 2026". */
export function formatDate(iso: string, format: DateFormat): string {
  return formatter(format, { day: "numeric", month: "long", year: "numeric" }).format(new Date(iso))
}

/** "20 June 2026, 14:30". */
export function formatDateTime(iso: string, format: DateFormat): string {
  return `${formatDate(iso, format)}, ${formatTime(iso, format)}`
}

/** "19–20 June 2026": one day, or two with what they share said once. */
export function formatDateRange(startIso: string, endIso: string, format: DateFormat): string {
  return formatter(format, { day: "numeric", month: "long", year: "numeric" }).formatRange(
    new Date(startIso),
    new Date(endIso)
  )
}

/** "14:30–15:15". */
export function formatTimeRange(startIso: string, endIso: string, format: DateFormat): string {
  return `${formatTime(startIso, format)}–${formatTime(endIso, format)}`
}

/** "2026-06-20" in the event's zone: what sessions are grouped by. */
export function dayKey(iso: string, timeZone: string): string {
  return formatter({ timeZone, locale: "en-CA" }, { year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(iso)
  )
}

/** "GMT+1", or the zone's own short name where the locale has one. */
export function zoneName(iso: string, format: DateFormat): string {
  const parts = formatter(format, { timeZoneName: "short" }).formatToParts(new Date(iso))
  return parts.find((part) => part.type === "timeZoneName")?.value ?? format.timeZone
}

/** Things with a start, grouped by the event's calendar day, both in order. */
export function groupByDay<T extends { startsAt: string }>(items: T[], timeZone: string): { day: string; items: T[] }[] {
  const days = new Map<string, T[]>()
  const ordered = [...items].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  for (const item of ordered) {
    const day = dayKey(item.startsAt, timeZone)
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return [...days].map(([day, grouped]) => ({ day, items: grouped }))
}
