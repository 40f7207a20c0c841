import { useParams } from "react-router-dom"
import { FormDrawer } from "../../../../../../components/common/form-drawer"
import { TicketTypeDrawer } from "../../../../../../components/events/ticket-type-drawer"
import { useEvent } from "../../../../../../hooks/use-events"
import { useText } from "../../../../../../hooks/use-text"

const CreateTicketTypePage = () => {
  const { t } = useText()
  const { id } = useParams()
  const { data: event } = useEvent(id)
  return <FormDrawer title={t("ticketType.createTitle")}>{event && <TicketTypeDrawer event={event} />}</FormDrawer>
}

export default CreateTicketTypePage
