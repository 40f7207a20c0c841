import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { TicketOrder } from "../../modules/program/attendee-units"

const FIELDS = [
  "id",
  "status",
  "is_draft_order",
  "customer_id",
  "email",
  "updated_at",
  "billing_address.first_name",
  "billing_address.last_name",
  "shipping_address.first_name",
  "shipping_address.last_name",
  "items.id",
  "items.variant_id",
  "items.detail.quantity",
  "items.detail.return_received_quantity",
  "items.detail.return_dismissed_quantity",
  "items.detail.written_off_quantity",
  "items.detail.fulfilled_quantity",
]

type Detail = {
  quantity?: number
  return_received_quantity?: number
  return_dismissed_quantity?: number
  written_off_quantity?: number
  fulfilled_quantity?: number
}

export type ChangedOrder = Omit<TicketOrder, "items"> & {
  updated_at: Date | string
  items: (TicketOrder["items"][number] & { detail?: Detail })[]
}

type ItemRow = { id: string; variant_id: string | null; detail?: Detail }
type OrderRow = Omit<ChangedOrder, "items"> & { items?: (ItemRow | null)[] }

/** A quantity that was not read must not pass for "no tickets". */
function quantityOf(item: ItemRow): number {
  const quantity = Number(item.detail?.quantity)
  if (!Number.isFinite(quantity)) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `The order line ${item.id} came without a quantity`)
  }
  return quantity
}

/** Orders with what the programme needs of them, whoever made them (cart, draft order, admin, import). */
export async function listTicketOrders(
  container: MedusaContainer,
  { filters, pagination }: { filters: Record<string, unknown>; pagination?: { skip: number; take: number; order: Record<string, string> } }
): Promise<ChangedOrder[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters, pagination })
  return (data as unknown as OrderRow[]).map((order) => ({
    ...order,
    customer_id: order.customer_id ?? null,
    email: order.email ?? null,
    items: (order.items ?? []).flatMap((item) => (item ? [{ id: item.id, variant_id: item.variant_id, quantity: quantityOf(item), detail: item.detail }] : [])),
  }))
}
