import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { deliverDueUnits } from "../workflows/fulfillment/deliver-unit"

/** The fast path from a sale to its delivery, and from a refund to the ticket it had raised; the sweep finds what this misses. */
export default async function deliverPurchases({ container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await deliverDueUnits(container)
}

export const config: SubscriberConfig = {
  event: ["offer_purchase.created", "offer_purchase.refunded"],
  context: { subscriberId: "monetization-deliver-purchases" },
}
