import { RouteDrawer } from "@medusajs/dashboard/components"
import { Heading } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import { TicketTypeDrawer } from "../../../../../../../components/events/ticket-type-drawer"
import { useEvent } from "../../../../../../../hooks/use-events"
import { useText } from "../../../../../../../hooks/use-text"

const EditTicketTypePage = () => {
  const { t } = useText()
  const { id, ticket_type_id } = useParams()
  const { data: event } = useEvent(id)
  const ticketType = event?.ticket_types?.find((entry) => entry.id === ticket_type_id)
  return (
    <RouteDrawer>
      <RouteDrawer.Header>
        <RouteDrawer.Title asChild>
          <Heading>{t("ticketType.editTitle")}</Heading>
        </RouteDrawer.Title>
      </RouteDrawer.Header>
      {event && ticketType && <TicketTypeDrawer event={event} ticketType={ticketType} />}
    </RouteDrawer>
  )
}

export default EditTicketTypePage
