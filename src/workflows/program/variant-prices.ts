import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils"
import { notFound } from "../../modules/program/errors"

/** What Medusa calculated for a variant in the region asked for, in major units. */
export type VariantPrice = { price: number | null; originalPrice: number | null; currency: string | null }

type PricedVariant = {
  id: string
  product?: { status: string } | null
  calculated_price?: { calculated_amount: number | null; original_amount: number | null; currency_code: string | null } | null
}

const amount = (value: number | null | undefined) => (value === null || value === undefined ? null : Number(value))

async function pricingContext(container: MedusaContainer, regionId: string, customerId?: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: regions } = await query.graph({ entity: "region", fields: ["id", "currency_code"], filters: { id: regionId } })
  if (!regions.length) {
    throw notFound("region_not_found", `There is no region ${regionId}`)
  }
  const context: Record<string, unknown> = { region_id: regions[0].id, currency_code: regions[0].currency_code }
  if (customerId) {
    const { data: groups } = await query.graph({
      entity: "customer_group",
      fields: ["id"],
      filters: { customers: { id: customerId } } as never,
    })
    context.customer = { groups: groups.map(({ id }) => ({ id })) }
  }
  return context
}

/**
 * Medusa's calculated prices of variants in a region, as a customer sees them. Without a region the prices are null.
 * Variants that are deleted or whose product is not published are missing. Error: `region_not_found`.
 */
export async function variantPrices(
  container: MedusaContainer,
  variantIds: string[],
  { regionId, customerId }: { regionId?: string; customerId?: string }
): Promise<Map<string, VariantPrice>> {
  const context = regionId ? await pricingContext(container, regionId, customerId) : undefined
  if (!variantIds.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "product.status", ...(context ? ["calculated_price.*"] : [])],
    filters: { id: variantIds },
    ...(context ? { context: { calculated_price: QueryContext(context) } } : {}),
  })
  return new Map(
    (data as unknown as PricedVariant[])
      .filter((variant) => variant.product?.status === "published")
      .map(({ id, calculated_price: price }) => [
        id,
        {
          price: amount(price?.calculated_amount),
          originalPrice: amount(price?.original_amount),
          currency: price?.currency_code ?? null,
        },
      ])
  )
}
