import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { referenceKeys } from "../lib/query-keys"
import { sdk } from "../lib/sdk"

export type VariantOption = { value: string; label: string; productTitle: string; variantTitle: string }

type Variant = { id: string; title: string | null; sku: string | null; product?: { title: string } | null }

function option(variant: Variant): VariantOption {
  const productTitle = variant.product?.title ?? ""
  const variantTitle = variant.title ?? ""
  const name = [productTitle, variantTitle].filter(Boolean).join(" · ")
  return { value: variant.id, label: variant.sku ? `${name} (${variant.sku})` : name, productTitle, variantTitle }
}

/**
 * Product variants whose product or own name matches, for a picker. Medusa's variant search looks at the variant
 * only ("Default variant", mostly), so products are searched too.
 */
export const useVariantSearch = (q: string) =>
  useQuery({
    queryKey: referenceKeys.variants(q),
    queryFn: async () => {
      const [{ variants }, { products }] = await Promise.all([
        sdk.admin.productVariant.list({ ...(q ? { q } : {}), limit: 20, fields: "id,title,sku,product.title" }),
        sdk.admin.product.list({ ...(q ? { q } : {}), limit: 20, fields: "id,title,variants.id,variants.title,variants.sku" }),
      ])
      const found = new Map<string, VariantOption>()
      for (const product of products) {
        for (const variant of product.variants ?? []) {
          found.set(variant.id, option({ ...variant, product }))
        }
      }
      for (const variant of variants) {
        found.set(variant.id, option(variant))
      }
      return [...found.values()].slice(0, 50)
    },
    placeholderData: keepPreviousData,
  })

/** The variant already chosen, so that a picker can name it whatever is searched for. */
export const useVariant = (id: string | undefined) =>
  useQuery({
    queryKey: referenceKeys.variant(id ?? ""),
    queryFn: async () => {
      const { variants } = await sdk.admin.productVariant.list({
        id: [id!],
        limit: 1,
        fields: "id,title,sku,product.title",
      })
      return variants[0] ? option(variants[0]) : null
    },
    enabled: Boolean(id),
  })
