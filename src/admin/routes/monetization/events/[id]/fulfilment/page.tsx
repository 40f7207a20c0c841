import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams } from "react-router-dom"
import { Crumb } from "../../../../../components/common/crumb"
import { PageSkeleton } from "../../../../../components/common/page-skeleton"
import { EventPageHeader } from "../../../../../components/events/event-page-header"
import { UnitsSection } from "../../../../../components/fulfilment/units-section"
import { useEvent } from "../../../../../hooks/use-events"
import { useText } from "../../../../../hooks/use-text"

/** Everything that an event's offers sold, in one queue: what is owed first. */
const EventFulfilmentPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const { data: event, isError, error } = useEvent(id)

  if (isError && !event) {
    throw error
  }
  if (!event) {
    return <PageSkeleton />
  }

  return (
    <LayoutComposer
      widgetsZonePrefix="monetization_event.fulfilment"
      preferredLayoutId="core:single-column"
      data={event}
      sections={{
        main: (
          <>
            <LayoutComposer.Entry id="EventFulfilmentHeader">
              <EventPageHeader event={event} title={t("unit.queue")} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="EventFulfilment">
              <UnitsSection title={t("unit.queueOfEvent")} eventId={event.id} timeZone={event.time_zone} />
            </LayoutComposer.Entry>
          </>
        ),
      }}
    />
  )
}

export const handle = {
  breadcrumb: () => <Crumb text="unit.queue" />,
}

export default EventFulfilmentPage
