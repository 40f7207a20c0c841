import type { StoreCartSummary } from "../../client/types.ts"
import { useMonetization } from "../monetization-provider.tsx"
import { useQuery, type QueryResult } from "./use-query.ts"

/**
 * Any cart by its id, such as the one that became an order or that of a direct purchase; the visitor's own is `useCart`.
 * @param cartId null asks nothing
 */
export function useCartSummary(
  cartId: string | null
): Omit<QueryResult<unknown>, "data"> & { cart: StoreCartSummary | null } {
  const { client } = useMonetization()
  const { data, ...rest } = useQuery(cartId === null ? null : `cart-summary:${cartId}`, (signal) =>
    client.carts.summary(cartId ?? "", { signal })
  )
  return { ...rest, cart: data }
}
