import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types"
import { CustomerOffers } from "../components/widgets/customer-offers"

const CustomerOffersWidget = ({ data }: DetailWidgetProps<AdminCustomer>) => (
  <CustomerOffers key={data.id} customerId={data.id} />
)

export const config = defineWidgetConfig({
  id: "event-monetization:customer-offers",
  zone: "customer.details.side.after",
})

export default CustomerOffersWidget
