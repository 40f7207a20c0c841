import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Crumb } from "../../../components/common/crumb"
import { OffersTable } from "../../../components/offers/offers-table"

const OffersPage = () => (
  <LayoutComposer
    widgetsZonePrefix="monetization_offer.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="OffersTable">
          <OffersTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "nav.offers",
  translationNs: "monetization",
  rank: 2,
})

export const handle = {
  breadcrumb: () => <Crumb text="nav.offers" />,
}

export default OffersPage
