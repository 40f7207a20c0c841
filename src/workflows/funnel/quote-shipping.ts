import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { ShippingOption } from "./choose-shipping-option"
import { QuoteCart } from "./quote-cart"
import { QuoteItem } from "./quote-item"

type SalesChannel = { stock_locations?: { fulfillment_sets?: { id: string }[] }[] }
type PricedOption = Omit<ShippingOption, "amount" | "is_tax_inclusive"> & {
  calculated_price?: { calculated_amount?: unknown; is_calculated_price_tax_inclusive?: boolean } | null
}

/**
 * The ways the item could be sent with a cart that doesn't exist: what Medusa's `listShippingOptionsForCart` asks for,
 * which wants a cart in the database. Options whose price a carrier calculates have none here.
 * @param totals of the item, which rules of a price may ask for
 */
export async function listQuoteShipping(
  container: MedusaContainer,
  cart: QuoteCart,
  item: QuoteItem,
  totals: { item_total: number; total: number }
): Promise<ShippingOption[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "sales_channel",
    fields: ["stock_locations.fulfillment_sets.id"],
    filters: { id: cart.sales_channel_id ?? "" },
  })
  const locations = (data[0] as unknown as SalesChannel | undefined)?.stock_locations ?? []
  const sets = locations.flatMap(({ fulfillment_sets = [] }) => fulfillment_sets.map(({ id }) => id))
  if (!sets.length) {
    return []
  }
  const { country_code, province, city, postal_code } = cart.shipping_address ?? {}
  const options: PricedOption[] = await container.resolve(ContainerRegistrationKeys.REMOTE_QUERY)({
    entryPoint: "shipping_options",
    fields: ["id", "name", "price_type", "shipping_profile_id", "calculated_price.*"],
    variables: {
      context: { is_return: "false", enabled_in_store: "true" },
      filters: {
        fulfillment_set_id: [...new Set(sets)],
        address: { country_code, province_code: province, city, postal_expression: postal_code },
      },
      calculated_price: { context: { ...cart, ...totals, items: [item] } },
    },
  })
  return options.map(({ calculated_price: price, ...option }) => ({
    ...option,
    amount: price?.calculated_amount,
    is_tax_inclusive: Boolean(price?.is_calculated_price_tax_inclusive),
  }))
}
