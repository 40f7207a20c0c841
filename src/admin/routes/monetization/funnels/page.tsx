import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Crumb } from "../../../components/common/crumb"
import { FunnelsTable } from "../../../components/funnels/funnels-table"

const FunnelsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="monetization_funnel.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="FunnelsTable">
          <FunnelsTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "nav.funnels",
  translationNs: "monetization",
  rank: 3,
})

export const handle = {
  breadcrumb: () => <Crumb text="nav.funnels" />,
}

export default FunnelsPage
