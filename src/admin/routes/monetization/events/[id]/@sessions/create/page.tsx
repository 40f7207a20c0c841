import { RouteDrawer } from "@medusajs/dashboard/components"
import { Heading } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import { SessionDrawer } from "../../../../../../components/events/session-drawer"
import { useEvent } from "../../../../../../hooks/use-events"
import { useText } from "../../../../../../hooks/use-text"

const CreateSessionPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const { data: event } = useEvent(id)
  return (
    <RouteDrawer>
      <RouteDrawer.Header>
        <RouteDrawer.Title asChild>
          <Heading>{t("session.createTitle")}</Heading>
        </RouteDrawer.Title>
      </RouteDrawer.Header>
      {event && <SessionDrawer event={event} />}
    </RouteDrawer>
  )
}

export default CreateSessionPage
