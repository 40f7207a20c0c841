type Dates = { starts_at: Date; ends_at: Date; time_zone: string }

// Intl puts thin and narrow spaces into ranges, which not every font has.
const plain = (text: string) => text.replace(/\s/g, " ")

/** An event's days and hours where it takes place, and the name of that time: "Sat, 1 May 2027, 11:00–18:00" and "(CEST)". */
export function eventDates({ starts_at, ends_at, time_zone }: Dates): [dates: string, zone: string] {
  const format = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: time_zone,
  })
  const zone = new Intl.DateTimeFormat("en-GB", { timeZone: time_zone, timeZoneName: "short" })
    .formatToParts(starts_at)
    .find(({ type }) => type === "timeZoneName")?.value
  return [plain(format.formatRange(starts_at, ends_at)), `(${zone ?? time_zone})`]
}
