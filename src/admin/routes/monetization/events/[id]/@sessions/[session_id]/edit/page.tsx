import { RouteDrawer } from "@medusajs/dashboard/components"
import { Heading } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import { SessionDrawer } from "../../../../../../../components/events/session-drawer"
import { useEvent } from "../../../../../../../hooks/use-events"
import { useText } from "../../../../../../../hooks/use-text"

const EditSessionPage = () => {
  const { t } = useText()
  const { id, session_id } = useParams()
  const { data: event } = useEvent(id)
  const session = event?.sessions?.find((entry) => entry.id === session_id)
  return (
    <RouteDrawer>
      <RouteDrawer.Header>
        <RouteDrawer.Title asChild>
          <Heading>{t("session.editTitle")}</Heading>
        </RouteDrawer.Title>
      </RouteDrawer.Header>
      {event && session && <SessionDrawer event={event} session={session} />}
    </RouteDrawer>
  )
}

export default EditSessionPage
