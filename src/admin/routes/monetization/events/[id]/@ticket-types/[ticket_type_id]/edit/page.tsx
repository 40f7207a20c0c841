import { useParams } from "react-router-dom"
import { FormDrawer } from "../../../../../../../components/common/form-drawer"
import { TicketTypeDrawer } from "../../../../../../../components/events/ticket-type-drawer"
import { useEvent } from "../../../../../../../hooks/use-events"
import { useText } from "../../../../../../../hooks/use-text"

const EditTicketTypePage = () => {
  const { t } = useText()
  const { id, ticket_type_id } = useParams()
  const { data: event } = useEvent(id)
  const ticketType = event?.ticket_types?.find((entry) => entry.id === ticket_type_id)
  return (
    <FormDrawer title={t("ticketType.editTitle")} problem={event && !ticketType ? t("errors.ticket_type_not_found") : undefined}>
      {event && ticketType && <TicketTypeDrawer event={event} ticketType={ticketType} />}
    </FormDrawer>
  )
}

export default EditTicketTypePage
