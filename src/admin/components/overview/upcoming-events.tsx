import { Container, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useText } from "../../hooks/use-text"
import { formatDateTimeRange } from "../../lib/format"
import { AdminEvent } from "../../lib/types"
import { LifeBadge } from "../common/life-badge"
import { Picture } from "../common/picture"
import { SectionHeader } from "../common/section-header"

export function UpcomingEvents({ events }: { events: AdminEvent[] }) {
  const { t, locale } = useText()
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("overview.upcomingTitle")} />
      {events.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {t("overview.noUpcoming")}
        </Text>
      ) : (
        <ul className="divide-y">
          {events.map((event) => (
            <li key={event.id}>
              <Link
                to={`/monetization/events/${event.id}`}
                className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex items-center gap-x-3 px-6 py-3 outline-none"
              >
                <Picture src={event.image_url} />
                <div className="min-w-0 flex-1">
                  <Text size="small" leading="compact" weight="plus" className="truncate">
                    {event.title}
                  </Text>
                  <Text size="small" className="text-ui-fg-subtle">
                    {formatDateTimeRange(event.starts_at, event.ends_at, event.time_zone, locale)}
                  </Text>
                </div>
                <LifeBadge status={event.status} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Container>
  )
}
