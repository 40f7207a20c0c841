import { useQuery } from "@tanstack/react-query"
import { referenceKeys } from "../lib/query-keys"
import { sdk } from "../lib/sdk"

/** The numbers that people know orders by, by their ids. */
export const useOrderNumbers = (ids: string[]) =>
  useQuery({
    queryKey: referenceKeys.orderNumbers(ids),
    queryFn: async () => {
      const { orders } = await sdk.admin.order.list({ id: ids, fields: "id,display_id", limit: ids.length })
      return new Map(orders.map((order) => [order.id, order.display_id]))
    },
    enabled: ids.length > 0,
    staleTime: Infinity,
  })
