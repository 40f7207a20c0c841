import { zoneName } from "./time-zone"

/** "5 Mar 2027, 18:30 GMT+1": an instant as the clocks in `timeZone` show it, with the zone's name. */
export function formatDateTime(iso: string, timeZone: string, locale?: string): string {
  const date = new Date(iso)
  const text = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "medium", timeStyle: "short" }).format(date)
  return `${text} ${zoneName(timeZone, date, locale)}`
}

/**
 * A range without saying the day or the zone twice: "5 Mar 2027, 18:30 – 20:00 CET"; an end on the other side of a
 * clock change has another zone's name, so then both are said.
 */
export function formatDateTimeRange(start: string, end: string, timeZone: string, locale?: string): string {
  const from = new Date(start)
  const to = new Date(end)
  const format = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "medium", timeStyle: "short" })
  if (zoneName(timeZone, from, locale) !== zoneName(timeZone, to, locale)) {
    return `${formatDateTime(start, timeZone, locale)} – ${formatDateTime(end, timeZone, locale)}`
  }
  const text = to >= from ? format.formatRange(from, to) : `${format.format(from)} – ${format.format(to)}`
  return `${text} ${zoneName(timeZone, from, locale)}`
}

/** "5 – 7 Mar 2027" in the zone. */
export function formatDateRange(start: string, end: string, timeZone: string, locale?: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "medium" })
  const from = new Date(start)
  const to = new Date(end)
  return to >= from ? format.formatRange(from, to) : format.format(from)
}

/** "4:05" from seconds, "1:04:05" from an hour on, never negative. */
export function formatCountdown(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(left / 3600)
  const minutes = Math.floor((left % 3600) / 60)
  const rest = String(left % 60).padStart(2, "0")
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`
}

export function formatNumber(value: number, locale?: string): string {
  return new Intl.NumberFormat(locale).format(value)
}

/** "Fri, 5 Mar 2027": the day in the zone. */
export function formatDay(iso: string, timeZone: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(new Date(iso))
}

/** "10:00 – 11:00" when both are on one day of the zone, with the second day named otherwise. */
export function formatHours(start: string, end: string, timeZone: string, locale?: string): string {
  const hours = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: "short" })
  const sameDay = formatDay(start, timeZone, locale) === formatDay(end, timeZone, locale)
  return sameDay
    ? hours.formatRange(new Date(start), new Date(end))
    : `${hours.format(new Date(start))} – ${formatDay(end, timeZone, locale)}, ${hours.format(new Date(end))}`
}
