import type { MedusaAddress, MedusaRegion, MedusaShippingOption } from "../../client/medusa-types.ts"
import { useMonetization } from "../monetization-provider.tsx"
import { useQuery, type QueryResult } from "./use-query.ts"

const NONE: MedusaShippingOption[] = []

/**
 * Ways to deliver the cart. They depend on its address and contents, so pass what they depend on as `basis`.
 * @param cartId null asks nothing
 */
export function useShippingOptions(
  cartId: string | null,
  basis: string
): Omit<QueryResult<unknown>, "data"> & { options: MedusaShippingOption[] } {
  const { client } = useMonetization()
  const { data, ...rest } = useQuery(cartId === null ? null : `shipping:${cartId}:${basis}`, (signal) =>
    client.carts.listShippingOptions(cartId ?? "", { signal })
  )
  return { ...rest, options: data ?? NONE }
}

/** The provider's region with its countries. */
export function useRegion(): Omit<QueryResult<MedusaRegion>, "data"> & { region: MedusaRegion | null } {
  const { client, regionId } = useMonetization()
  const { data, ...rest } = useQuery(regionId === null ? null : `region:${regionId}`, (signal) =>
    client.regions.retrieve(regionId ?? "", { signal })
  )
  return { ...rest, region: data }
}

/** The address and shipping option the cart already has. */
export function useCartDelivery(
  cartId: string | null
): Omit<QueryResult<unknown>, "data"> & {
  /** The cart was read: without it no address says nothing. */
  isKnown: boolean
  address: MedusaAddress | null
  shippingOptionId: string | null
} {
  const { client } = useMonetization()
  const { data, ...rest } = useQuery(cartId === null ? null : `cart-delivery:${cartId}`, (signal) =>
    client.carts.retrieve(cartId ?? "", { signal })
  )
  return {
    ...rest,
    isKnown: data !== null,
    address: data?.shipping_address ?? null,
    shippingOptionId: data?.shipping_methods?.[0]?.shipping_option_id ?? null,
  }
}
