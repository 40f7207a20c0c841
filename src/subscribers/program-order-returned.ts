import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { cancelReturnedAttendeesWorkflow } from "../workflows/program"

/** The fast path from a ticket that was returned, or taken off its order, to its free seat; `monetization-sweep-changed-orders` is the guarantee. */
export default async function programOrderReturned({ event, container }: SubscriberArgs<{ order_id: string }>) {
  await cancelReturnedAttendeesWorkflow(container).run({ input: { order_ids: [event.data.order_id] } })
}

export const config: SubscriberConfig = {
  event: ["order.return_received", "order.claim_created", "order.exchange_created", "order-edit.confirmed"],
  context: { subscriberId: "program-order-returned" },
}
