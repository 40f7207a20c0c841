const DAY = 86_400_000
const FRIDAY = 5

/**
 * The days of an event as local dates (`2027-01-22`): the first Friday that is at least so many days away, and
 * those after it.
 */
export function eventDays(now: Date, startsInDays: number, days: number): string[] {
  const first = new Date(now.getTime() + startsInDays * DAY)
  first.setUTCDate(first.getUTCDate() + ((FRIDAY - first.getUTCDay() + 7) % 7))
  return Array.from({ length: days }, (_, index) => new Date(first.getTime() + index * DAY).toISOString().slice(0, 10))
}

/** The moment a clock in the time zone shows that date and time. */
export function zonedTime(date: string, time: string, timeZone: string): string {
  const asUtc = new Date(`${date}T${time}:00Z`).getTime()
  // The offset is looked up at a first guess, then at the moment that follows from it, for days the clock changes.
  const guess = asUtc - offsetAt(asUtc, timeZone)
  return new Date(asUtc - offsetAt(guess, timeZone)).toISOString()
}

function offsetAt(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(moment)
  const part = (type: string) => Number(parts.find((item) => item.type === type)?.value)
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"))
  return local - Math.floor(moment / 1000) * 1000
}
