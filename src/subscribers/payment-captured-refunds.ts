import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sendRefundsOfOrder } from "../workflows/refund/send-refund"

type Paid = { payment_collection?: { order?: { id: string } | null } | null }

/** The fast path for refunds that waited for the order's payment to be captured; `monetization-deliver-units` is the guarantee. */
export default async function sendWaitingRefunds({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["payment_collection.order.id"],
    filters: { id: event.data.id },
  })
  const orderId = (data[0] as unknown as Paid | undefined)?.payment_collection?.order?.id
  if (orderId) {
    await sendRefundsOfOrder(container, orderId)
  }
}

export const config: SubscriberConfig = {
  event: "payment.captured",
  context: { subscriberId: "monetization-send-waiting-refunds" },
}
