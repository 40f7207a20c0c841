import { RouteDrawer } from "@medusajs/dashboard/components"
import { Heading } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import { TicketTypeDrawer } from "../../../../../../components/events/ticket-type-drawer"
import { useEvent } from "../../../../../../hooks/use-events"
import { useText } from "../../../../../../hooks/use-text"

const CreateTicketTypePage = () => {
  const { t } = useText()
  const { id } = useParams()
  const { data: event } = useEvent(id)
  return (
    <RouteDrawer>
      <RouteDrawer.Header>
        <RouteDrawer.Title asChild>
          <Heading>{t("ticketType.createTitle")}</Heading>
        </RouteDrawer.Title>
      </RouteDrawer.Header>
      {event && <TicketTypeDrawer event={event} />}
    </RouteDrawer>
  )
}

export default CreateTicketTypePage
