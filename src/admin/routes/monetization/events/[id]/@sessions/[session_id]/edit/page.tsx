import { useParams } from "react-router-dom"
import { FormDrawer } from "../../../../../../../components/common/form-drawer"
import { SessionDrawer } from "../../../../../../../components/events/session-drawer"
import { useEvent } from "../../../../../../../hooks/use-events"
import { useText } from "../../../../../../../hooks/use-text"

const EditSessionPage = () => {
  const { t } = useText()
  const { id, session_id } = useParams()
  const { data: event } = useEvent(id)
  const session = event?.sessions?.find((entry) => entry.id === session_id)
  return (
    <FormDrawer title={t("session.editTitle")} problem={event && !session ? t("errors.session_not_found") : undefined}>
      {event && session && <SessionDrawer event={event} session={session} />}
    </FormDrawer>
  )
}

export default EditSessionPage
