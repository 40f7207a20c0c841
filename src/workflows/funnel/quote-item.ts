import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils"
import { QuoteCart } from "./quote-cart"

type Variant = {
  id: string
  product: { id: string; type_id: string | null; is_giftcard: boolean; shipping_profile?: { id: string } | null }
  inventory_items?: { inventory?: { requires_shipping: boolean } | null }[]
  calculated_price?: { calculated_amount: number | null; is_calculated_price_tax_inclusive: boolean } | null
}

/** A step's offer as a cart's line. */
export type QuoteItem = {
  id: string
  variant_id: string
  product_id: string
  product_type_id: string | null
  is_giftcard: boolean
  quantity: number
  unit_price: number
  is_tax_inclusive: boolean
  requires_shipping: boolean
  shipping_profile_id: string | null
}

/** What accepting puts into a cart: a variant, and the offer's own price where that is not the variant's. */
export type OfferedLine = { variant_id: string; unit_price: number | null }

const FIELDS = [
  "id",
  "product.id",
  "product.type_id",
  "product.is_giftcard",
  "product.shipping_profile.id",
  "inventory_items.inventory.requires_shipping",
  "calculated_price.*",
]

/** One unit of what is offered, priced as Medusa prices a line of that cart. Null where it has no price there. */
export async function loadQuoteItem(container: MedusaContainer, cart: QuoteCart, line: OfferedLine): Promise<QuoteItem | null> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product_variant",
    fields: FIELDS,
    filters: { id: line.variant_id },
    context: { calculated_price: QueryContext({ ...cart, quantity: 1 }) },
  })
  const variant = data[0] as unknown as Variant | undefined
  const unit_price = line.unit_price ?? variant?.calculated_price?.calculated_amount ?? null
  if (!variant || unit_price === null) {
    return null
  }
  const { product } = variant
  return {
    id: `quote_${variant.id}`,
    variant_id: variant.id,
    product_id: product.id,
    product_type_id: product.type_id,
    is_giftcard: product.is_giftcard,
    quantity: 1,
    unit_price: Number(unit_price),
    is_tax_inclusive: Boolean(variant.calculated_price?.is_calculated_price_tax_inclusive),
    requires_shipping: requiresShipping(variant),
    shipping_profile_id: product.shipping_profile?.id ?? null,
  }
}

/** As Medusa decides it for a line. */
function requiresShipping({ product, inventory_items = [] }: Variant): boolean {
  return Boolean(product.shipping_profile?.id) || inventory_items.some(({ inventory }) => inventory?.requires_shipping)
}
