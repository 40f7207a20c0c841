import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { recordPlacedOrder } from "../workflows/funnel/record-placed-order"

/** The fast path; the first look at an order begins its funnel too, and the sweep finds orders this misses. */
export default async function funnelOrderPlaced({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await recordPlacedOrder(container, event.data.id)
}

export const config: SubscriberConfig = {
  event: "order.placed",
  context: { subscriberId: "monetization-funnel-order-placed" },
}
