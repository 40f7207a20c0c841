import { useText } from "../../hooks/use-text"
import { formatDateTime } from "../../lib/format"
import { browserTimeZone } from "../../lib/time-zone"

/** An instant in a zone (the organizer's own unless told), with the zone's name. */
export function Time({ iso, timeZone = browserTimeZone() }: { iso: string; timeZone?: string }) {
  const { locale } = useText()
  return <time dateTime={iso}>{formatDateTime(iso, timeZone, locale)}</time>
}
