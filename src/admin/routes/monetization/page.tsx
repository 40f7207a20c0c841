import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Cash } from "@medusajs/icons"
import { Crumb } from "../../components/common/crumb"
import { Overview } from "../../components/overview/overview"

const MonetizationPage = () => (
  <LayoutComposer
    widgetsZonePrefix="monetization.overview"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="MonetizationOverview">
          <Overview />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "nav.monetization",
  translationNs: "monetization",
  icon: Cash,
})

export const handle = {
  breadcrumb: () => <Crumb text="nav.monetization" />,
}

export default MonetizationPage
