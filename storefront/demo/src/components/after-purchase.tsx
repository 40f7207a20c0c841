import type { MedusaOrder } from "@event-monetization/storefront-kit"
import { useCustomer, type UsePostPurchaseResult } from "@event-monetization/storefront-kit/react"
import { EventOffers } from "./event-offers.tsx"

/** One-time offers under the confirmation, for orders that no funnel is asking about. */
export function AfterPurchase({
  order,
  eventIds,
  funnel,
}: {
  order: MedusaOrder
  eventIds: string[]
  funnel: UsePostPurchaseResult
}) {
  const { customer } = useCustomer()
  const { postPurchase, isLoading } = funnel
  if (isLoading || postPurchase?.status === "open") {
    return null
  }
  const bought = (order.items ?? []).map((item) => item.product_title ?? item.title)
  const answered = (postPurchase?.results ?? []).map((result) => result.offerTitle)
  return (
    <EventOffers
      eventIds={eventIds}
      id="after"
      title="One more thing"
      intro="Goes well with what you just bought."
      placement="POST_PURCHASE"
      onlyUseful
      withoutTicket={!customer}
      except={[...bought, ...answered]}
      className="section--tint"
    />
  )
}
