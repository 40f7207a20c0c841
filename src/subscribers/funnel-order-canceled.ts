import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { FUNNEL_MODULE } from "../modules/funnel"
import type FunnelModuleService from "../modules/funnel/service"
import { announceEnd } from "../workflows/funnel/announce-end"

/** Nobody is offered anything to go with an order that was called off. Missed, the window's end does the same. */
export default async function endFunnelOfCanceledOrder({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const ended = await container.resolve<FunnelModuleService>(FUNNEL_MODULE).finishRunOf(event.data.id)
  if (ended) {
    await announceEnd(container, ended)
  }
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "monetization-funnel-order-canceled" },
}
