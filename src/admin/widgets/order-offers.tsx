import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { OrderOffers } from "../components/widgets/order-offers"
import { linkedOrders } from "../lib/linked-orders"

const OrderOffersWidget = ({ data }: DetailWidgetProps<AdminOrder>) => (
  <OrderOffers
    key={data.id}
    orderId={data.id}
    linked={linkedOrders(data.metadata)}
    isGuest={!data.customer?.has_account}
  />
)

export const config = defineWidgetConfig({
  id: "event-monetization:order-offers",
  zone: "order.details.side.after",
})

export default OrderOffersWidget
