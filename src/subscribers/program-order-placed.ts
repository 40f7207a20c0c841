import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { recordOrderAttendeesWorkflow } from "../workflows/program"

/** The fast path; `monetization-sweep-changed-orders` is the guarantee. */
export default async function programOrderPlaced({ event, container }: SubscriberArgs<{ id: string }>) {
  await recordOrderAttendeesWorkflow(container).run({ input: { order_ids: [event.data.id] } })
}

export const config: SubscriberConfig = {
  event: "order.placed",
  context: { subscriberId: "program-order-placed" },
}
