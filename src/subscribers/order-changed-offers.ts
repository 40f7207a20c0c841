import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { recordOrderOffersWorkflow } from "../workflows/checkout/workflows/record-order-offers"

/** The fast path from an order to its purchases and back; the sweeps find what this misses. */
export default async function recordOrderOffers({
  event,
  container,
}: SubscriberArgs<{ id: string; order_id?: string }>): Promise<void> {
  // Only events of the order itself have its id as theirs.
  await recordOrderOffersWorkflow(container).run({ input: { order_id: event.data.order_id ?? event.data.id } })
}

export const config: SubscriberConfig = {
  event: [
    "order.placed",
    "order.canceled",
    "order.return_received",
    "order.claim_created",
    "order.exchange_created",
    "order.fulfillment_created",
    "order.fulfillment_canceled",
    "order-edit.confirmed",
  ],
  context: { subscriberId: "monetization-record-order-offers" },
}
