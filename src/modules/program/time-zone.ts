/** Whether this runtime knows the IANA time zone, such as `Europe/Berlin`. Bare offsets such as `+02:00` know no summer time and are refused. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) {
    return false
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
    return true
  } catch {
    return false
  }
}
