import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { AttendeeRow } from "../../modules/program/types"
import { isRefundedInFull, type OrderPayments } from "../checkout/returned-units"
import type { ChangedOrder } from "./ticket-orders"

/**
 * Orders with what came back of each line: by a return or a claim, in whatever state, or by all the money going back alone,
 * which is asked for only where there are valid attendees.
 */
export async function withReturns(
  container: MedusaContainer,
  orders: ChangedOrder[],
  attendees: Pick<AttendeeRow, "order_id" | "status">[]
): Promise<ChangedOrder[]> {
  const ids = [...new Set(attendees.flatMap(({ order_id, status }) => (status === "active" ? [order_id] : [])))]
  const { data } = ids.length
    ? await container.resolve(ContainerRegistrationKeys.QUERY).graph({
        entity: "order",
        fields: ["id", "payment_collections.payments.captures.amount", "payment_collections.payments.refunds.amount"],
        filters: { id: ids },
      })
    : { data: [] }
  const refunded = new Set((data as unknown as (OrderPayments & { id: string })[]).filter(isRefundedInFull).map(({ id }) => id))
  return orders.map((order) => ({
    ...order,
    items: order.items.map((item) => ({ ...item, returned: refunded.has(order.id) ? item.quantity : returnedQuantity(item) })),
  }))
}

function returnedQuantity({ detail }: ChangedOrder["items"][number]): number {
  const parts = [detail?.return_received_quantity, detail?.return_dismissed_quantity, detail?.written_off_quantity]
  return parts.reduce<number>((sum, part) => sum + Number(part ?? 0), 0)
}
