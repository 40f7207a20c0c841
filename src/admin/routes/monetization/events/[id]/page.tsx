import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams } from "react-router-dom"
import { PageSkeleton } from "../../../../components/common/page-skeleton"
import { AttendeesSection } from "../../../../components/events/attendees-section"
import { EventCrumb } from "../../../../components/events/event-crumb"
import { EventGeneral } from "../../../../components/events/event-general"
import { EventNextSteps } from "../../../../components/events/event-next-steps"
import { SessionsSection } from "../../../../components/events/sessions-section"
import { TicketTypesSection } from "../../../../components/events/ticket-types-section"
import { useEvent } from "../../../../hooks/use-events"

const EventPage = () => {
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
      widgetsZonePrefix="monetization_event.details"
      preferredLayoutId="core:two-column"
      data={event}
      sections={{
        main: (
          <>
            <LayoutComposer.Entry id="EventGeneral">
              <EventGeneral event={event} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="EventSessions">
              <SessionsSection event={event} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="EventAttendees">
              <AttendeesSection event={event} />
            </LayoutComposer.Entry>
          </>
        ),
        side: (
          <>
            <LayoutComposer.Entry id="EventNextSteps">
              <EventNextSteps event={event} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="EventTicketTypes">
              <TicketTypesSection event={event} />
            </LayoutComposer.Entry>
          </>
        ),
      }}
    />
  )
}

export const handle = {
  breadcrumb: (match?: { params: { id?: string } }) => <EventCrumb id={match?.params.id} />,
}

export default EventPage
