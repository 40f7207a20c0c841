import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { FirstOrder } from "./first-order"
import { destinationOf } from "./order-address"

type Region = { id: string; automatic_taxes: boolean; countries: { iso_2: string }[] }

/** Medusa's customer with the groups that prices and taxes may depend on. */
type Customer = { id: string; email: string | null; metadata: Record<string, unknown> | null; groups: { id: string }[] }

/** What Medusa would know of the empty cart that accepting opens (see `openDecisionCart`). It is written nowhere. */
export type QuoteCart = {
  id: string
  currency_code: string
  region_id: string
  region: Region
  sales_channel_id: string | null
  email: string | null
  locale: string | null
  customer_id: string | null
  customer: Customer | null
  shipping_address: Record<string, string> | undefined
}

/** @returns null for an order without a region, which nothing can be priced for */
export async function loadQuoteCart(container: MedusaContainer, order: FirstOrder): Promise<QuoteCart | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [regions, customers] = await Promise.all([
    order.region_id ? query.graph({ entity: "region", fields: ["*", "countries.iso_2"], filters: { id: order.region_id } }) : null,
    order.customer_id ? query.graph({ entity: "customer", fields: ["*", "groups.id"], filters: { id: order.customer_id } }) : null,
  ])
  const region = regions?.data[0] as unknown as Region | undefined
  const customer = (customers?.data[0] as unknown as Customer | undefined) ?? null
  return region
    ? {
        id: `quote_${order.id}`,
        currency_code: order.currency_code,
        region_id: region.id,
        region,
        sales_channel_id: order.sales_channel_id,
        email: order.email,
        locale: order.locale,
        customer_id: customer?.id ?? null,
        customer,
        shipping_address: destinationOf(order, region.countries),
      }
    : null
}
