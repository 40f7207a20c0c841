import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { recordOrderOffersWorkflow } from "../workflows/checkout/workflows/record-order-offers"
import { cancelReturnedAttendeesWorkflow } from "../workflows/program"

/** Money given back in Medusa's own payment panel takes what was bought back, tickets too, once all of it is. */
export default async function followRefund({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["payment_collection.order.id"],
    filters: { id: event.data.id },
  })
  const orderId = (data[0] as unknown as { payment_collection?: { order?: { id: string } | null } } | undefined)?.payment_collection?.order?.id
  if (orderId) {
    await recordOrderOffersWorkflow(container).run({ input: { order_id: orderId } })
    await cancelReturnedAttendeesWorkflow(container).run({ input: { order_ids: [orderId] } })
  }
}

export const config: SubscriberConfig = {
  event: "payment.refunded",
  context: { subscriberId: "monetization-follow-payment-refund" },
}
