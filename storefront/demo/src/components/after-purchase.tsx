import type { MedusaOrder } from "@event-monetization/storefront-kit"
import { useCustomer, type UsePostPurchaseResult } from "@event-monetization/storefront-kit/react"
import { useShop } from "../shop-context.tsx"
import { OfferSection } from "./offer-section.tsx"

/** One-time offers under the confirmation, for orders that no funnel is asking about. */
export function AfterPurchase({ order, funnel }: { order: MedusaOrder; funnel: UsePostPurchaseResult }) {
  const { customer } = useCustomer()
  const { leadEvent, timeZone } = useShop()
  const { postPurchase, isLoading } = funnel
  if (isLoading || postPurchase?.status === "open") {
    return null
  }
  const bought = (order.items ?? []).map((item) => item.product_title ?? item.title)
  const answered = (postPurchase?.results ?? []).map((result) => result.offerTitle)
  return (
    <OfferSection
      id="after"
      title="One more thing"
      intro="Goes well with what you just bought."
      eventId={leadEvent?.id}
      placement="POST_PURCHASE"
      timeZone={timeZone}
      onlyUseful
      withoutTicket={!customer}
      except={[...bought, ...answered]}
      className="section--tint"
    />
  )
}
