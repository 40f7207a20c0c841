import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Crumb } from "../../../components/common/crumb"
import { EventsTable } from "../../../components/events/events-table"

const EventsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="monetization_event.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="EventsTable">
          <EventsTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "nav.events",
  translationNs: "monetization",
  rank: 1,
})

export const handle = {
  breadcrumb: () => <Crumb text="nav.events" />,
}

export default EventsPage
