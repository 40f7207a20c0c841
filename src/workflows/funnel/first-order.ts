import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { MadePayment } from "../../plugins/stripe/saved-method"
import { findOrderOfCart } from "../checkout/commit-cart-offers"
import { loadCart } from "../cart/load-cart"

export type OrderAddress = Record<string, unknown> & { id?: string }

/** What a funnel takes over from the order it follows. */
export type FirstOrder = {
  id: string
  status: string
  is_draft_order: boolean
  created_at: string | Date
  region_id: string | null
  sales_channel_id: string | null
  currency_code: string
  email: string | null
  customer_id: string | null
  customer: { has_account: boolean } | null
  locale: string | null
  metadata: Record<string, unknown> | null
  shipping_address: OrderAddress | null
  billing_address: OrderAddress | null
  items: { variant_id: string | null }[]
  shipping_methods: { shipping_option_id: string | null; data: Record<string, unknown> | null }[]
  payment_collections: { payments: (MadePayment & { canceled_at: string | null })[] }[]
}

const FIELDS = [
  "id",
  "status",
  "is_draft_order",
  "created_at",
  "region_id",
  "sales_channel_id",
  "currency_code",
  "email",
  "customer_id",
  "customer.has_account",
  "locale",
  "metadata",
  "shipping_address.*",
  "billing_address.*",
  "items.id",
  "items.variant_id",
  "shipping_methods.*",
  "payment_collections.payments.provider_id",
  "payment_collections.payments.payment_session_id",
  "payment_collections.payments.data",
  "payment_collections.payments.canceled_at",
]

export async function loadFirstOrder(container: MedusaContainer, id: string): Promise<FirstOrder | null> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: FIELDS, filters: { id } })
  return (data[0] as unknown as FirstOrder | undefined) ?? null
}

const PAID = ["authorized", "captured"]

/**
 * The order a cart became, once it is certain: Medusa links the order to its cart before it authorizes the payment, and
 * takes it back when that fails.
 */
export async function placedOrderOf(container: MedusaContainer, cartId: string): Promise<string | null> {
  const orderId = await findOrderOfCart(container, cartId)
  if (!orderId) {
    return null
  }
  const sessions = (await loadCart(container, cartId)).payment_collection?.payment_sessions ?? []
  return !sessions.length || sessions.some(({ status }) => PAID.includes(status)) ? orderId : null
}

/** The cart an order was made from. */
export async function cartOfOrder(container: MedusaContainer, orderId: string): Promise<string | null> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order_cart", fields: ["cart_id"], filters: { order_id: orderId } })
  return (data[0] as { cart_id?: string } | undefined)?.cart_id ?? null
}
