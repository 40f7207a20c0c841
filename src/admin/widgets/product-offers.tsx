import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types"
import { ProductOffers } from "../components/widgets/product-offers"

const ProductOffersWidget = ({ data }: DetailWidgetProps<AdminProduct>) => (
  <ProductOffers productId={data.id} />
)

export const config = defineWidgetConfig({
  id: "event-monetization:product-offers",
  zone: "product.details.side.after",
})

export default ProductOffersWidget
