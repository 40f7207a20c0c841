import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { cancelReturnedAttendeesWorkflow } from "../workflows/program"

/** The fast path from a returned ticket to its free seat; `monetization-sweep-changed-orders` is the guarantee. */
export default async function programOrderReturned({ event, container }: SubscriberArgs<{ order_id: string }>) {
  await cancelReturnedAttendeesWorkflow(container).run({ input: { order_ids: [event.data.order_id] } })
}

export const config: SubscriberConfig = {
  event: "order.return_received",
  context: { subscriberId: "program-order-returned" },
}
