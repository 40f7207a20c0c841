import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { recordOrderOffersWorkflow } from "../workflows/checkout/workflows/record-order-offers"

/** The fast path from order to purchase; the sweep finds what this misses. */
export default async function recordOrderOffers({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await recordOrderOffersWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "order.placed",
  context: { subscriberId: "monetization-record-order-offers" },
}
