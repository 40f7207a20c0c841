import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams } from "react-router-dom"
import { CheckIn } from "../../../../../components/check-in/check-in"
import { Crumb } from "../../../../../components/common/crumb"
import { PageSkeleton } from "../../../../../components/common/page-skeleton"
import { useEvent } from "../../../../../hooks/use-events"

const CheckInPage = () => {
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
      widgetsZonePrefix="monetization_event.check_in"
      preferredLayoutId="core:single-column"
      data={event}
      sections={{
        main: (
          <LayoutComposer.Entry id="EventCheckIn">
            <CheckIn event={event} />
          </LayoutComposer.Entry>
        ),
      }}
    />
  )
}

export const handle = {
  breadcrumb: () => <Crumb text="checkIn.title" />,
}

export default CheckInPage
