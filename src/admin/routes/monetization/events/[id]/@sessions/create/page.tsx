import { useParams } from "react-router-dom"
import { FormDrawer } from "../../../../../../components/common/form-drawer"
import { SessionDrawer } from "../../../../../../components/events/session-drawer"
import { useEvent } from "../../../../../../hooks/use-events"
import { useText } from "../../../../../../hooks/use-text"

const CreateSessionPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const { data: event } = useEvent(id)
  return <FormDrawer title={t("session.createTitle")}>{event && <SessionDrawer event={event} />}</FormDrawer>
}

export default CreateSessionPage
