import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { recordOrderOffersWorkflow } from "../workflows/checkout/workflows/record-order-offers"

type Paid = { payment_collection_id: string; payment_collection?: { order?: { id: string } | null } | null }

/** Money taken beside an order's own payment, or told of again after it went back, is put right: see `endOtherPayments`. */
export default async function endPaymentBeside({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment",
    fields: ["payment_collection_id", "payment_collection.order.id"],
    filters: { id: event.data.id },
  })
  const payment = data[0] as unknown as Paid | undefined
  const orderId = payment?.payment_collection?.order?.id
  if (!orderId) {
    return
  }
  // Asked apart: under a payment its collection comes without the other payments.
  const { data: all } = await query.graph({
    entity: "payment",
    fields: ["id"],
    filters: { payment_collection_id: payment.payment_collection_id },
    pagination: { take: 2 },
  })
  if (all.length > 1) {
    await recordOrderOffersWorkflow(container).run({ input: { order_id: orderId } })
  }
}

export const config: SubscriberConfig = {
  event: "payment.captured",
  context: { subscriberId: "monetization-end-payment-beside" },
}
