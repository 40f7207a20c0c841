import { SectionRow } from "@medusajs/dashboard/components"
import { ArchiveBox, PencilSquare, RocketLaunch, Trash } from "@medusajs/icons"
import { Button, Container } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useEventActions } from "../../hooks/use-event-actions"
import { useText } from "../../hooks/use-text"
import { formatDateTimeRange } from "../../lib/format"
import { AdminEvent } from "../../lib/types"
import { DetailHeader } from "../common/detail-header"
import { LifeBadge } from "../common/life-badge"
import { MoreActions } from "../common/more-actions"

export function EventGeneral({ event }: { event: AdminEvent }) {
  const { t, locale } = useText()
  const { publish, archive, remove, isPending } = useEventActions(event)

  return (
    <Container className="divide-y p-0">
      <DetailHeader title={event.title}>
        <LifeBadge status={event.status} />
        <Button size="small" variant="secondary" asChild>
          <Link to="fulfilment">{t("unit.queue")}</Link>
        </Button>
        {event.status === "published" && (
          <Button size="small" variant="secondary" asChild>
            <Link to="check-in">{t("checkIn.title")}</Link>
          </Button>
        )}
        {event.status !== "published" && (
          <Button size="small" variant="secondary" isLoading={isPending} onClick={publish}>
            {t("common.publish")}
          </Button>
        )}
        <MoreActions
          groups={[
            {
              actions: [
                { icon: <PencilSquare />, label: t("common.edit"), to: "edit" },
                event.status === "published"
                  ? { icon: <ArchiveBox />, label: t("common.archive"), onClick: archive }
                  : { icon: <RocketLaunch />, label: t("common.publish"), onClick: publish },
              ],
            },
            { actions: [{ icon: <Trash />, label: t("common.delete"), onClick: remove }] },
          ]}
        />
      </DetailHeader>
      {event.image_url && <img src={event.image_url} alt="" className="h-48 w-full object-cover" />}
      <SectionRow
        title={t("event.when")}
        value={formatDateTimeRange(event.starts_at, event.ends_at, event.time_zone, locale)}
      />
      <SectionRow title={t("event.timeZone")} value={event.time_zone.replace(/_/g, " ")} />
      <SectionRow title={t("event.place")} value={[event.venue, event.city].filter(Boolean).join(", ") || "–"} />
      <SectionRow title={t("event.handle")} value={`/${event.handle}`} />
      <SectionRow title={t("event.description")} value={event.description || "–"} />
    </Container>
  )
}
