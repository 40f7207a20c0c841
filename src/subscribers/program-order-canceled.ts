import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { cancelOrderAttendeesWorkflow } from "../workflows/program"

/** The fast path; `monetization-sweep-changed-orders` is the guarantee. */
export default async function programOrderCanceled({ event, container }: SubscriberArgs<{ id: string }>) {
  await cancelOrderAttendeesWorkflow(container).run({ input: { order_ids: [event.data.id] } })
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "program-order-canceled" },
}
