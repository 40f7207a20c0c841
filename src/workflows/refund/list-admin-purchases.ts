import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { refundAmount } from "../../modules/offer/refund-amount"
import type OfferModuleService from "../../modules/offer/service"
import { DeliveryMethod, OfferType, PurchaseStatus, RefundStatus } from "../../modules/offer/types"
import { currencyDecimals } from "../../utils/currency-decimals"

/** A purchase as the organizer sees it. Money in major units. */
export type AdminPurchase = {
  id: string
  offer_id: string
  event_id: string
  order_id: string
  order_display_id: number | null
  email: string | null
  customer_id: string | null
  title: string
  type: OfferType
  delivery_method: DeliveryMethod
  quantity: number
  refunded_quantity: number
  restocked_quantity: number
  fulfilled_quantity: number
  unit_price: number
  total: number
  /** What refunding every unit that is left would give back. */
  refundable_amount: number
  currency_code: string
  status: PurchaseStatus
  refunds: { id: string; quantity: number; amount: number; status: RefundStatus; error: string | null; note: string | null; created_at: Date }[]
  created_at: Date
}

type Filter = { id?: string; q?: string; offer_id?: string; order_id?: string; customer_id?: string }

/** Purchases, newest first: four statements however many there are. */
export async function listAdminPurchases(
  container: MedusaContainer,
  { q, ...filter }: Filter,
  limit: number,
  offset: number
): Promise<{ purchases: AdminPurchase[]; count: number }> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const like = q ? { $ilike: `%${q.replace(/[\\%_]/g, "\\$&")}%` } : null
  const [rows, count] = await service.listAndCountOfferPurchases(
    { ...filter, ...(like ? { $or: [{ email: like }, { title: like }, { order_id: q }] } : {}) },
    { take: limit, skip: offset, order: { created_at: "DESC", id: "DESC" } }
  )
  const ids = rows.map((row) => row.id)
  const [fulfilled, refunds, { data: orders }] = await Promise.all([
    service.countFulfilledUnits(ids),
    service.listOfferRefunds({ purchase_id: ids }, { order: { created_at: "ASC" } }),
    container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: ["id", "display_id"], filters: { id: [...new Set(rows.map((row) => row.order_id))] } }),
  ])
  const displayIdOf = new Map((orders as { id: string; display_id: number }[]).map((order) => [order.id, order.display_id]))
  const purchases = rows.map((row): AdminPurchase => {
    const left = row.quantity - row.refunded_quantity
    return {
      id: row.id,
      offer_id: row.offer_id,
      event_id: row.event_id,
      order_id: row.order_id,
      order_display_id: displayIdOf.get(row.order_id) ?? null,
      email: row.email,
      customer_id: row.customer_id,
      title: row.title,
      type: row.type,
      delivery_method: row.delivery_method,
      quantity: row.quantity,
      refunded_quantity: row.refunded_quantity,
      restocked_quantity: row.restocked_quantity,
      fulfilled_quantity: fulfilled.get(row.id) ?? 0,
      unit_price: Number(row.unit_price),
      total: Number(row.total),
      refundable_amount: left > 0 ? Number(refundAmount({ ...row, total: Number(row.total) }, left, currencyDecimals(row.currency_code))) : 0,
      currency_code: row.currency_code,
      status: row.status,
      refunds: refunds
        .filter((refund) => refund.purchase_id === row.id)
        .map(({ id, quantity, amount, status, error, note, created_at }) => ({
          id,
          quantity,
          amount: Number(amount),
          status,
          error,
          note,
          created_at: created_at as unknown as Date,
        })),
      created_at: row.created_at as unknown as Date,
    }
  })
  return { purchases, count }
}
