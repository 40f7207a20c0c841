import { useQuery } from "@tanstack/react-query"
import { referenceKeys } from "../lib/query-keys"
import { sdk } from "../lib/sdk"

/** The store's currencies, its default first: an offer can have a price in each. */
export const useStoreCurrencies = () =>
  useQuery({
    queryKey: referenceKeys.currencies(),
    queryFn: async () => {
      const { stores } = await sdk.admin.store.list({ fields: "id,*supported_currencies", limit: 1 })
      return [...(stores[0]?.supported_currencies ?? [])]
        .sort((a, b) => Number(b.is_default) - Number(a.is_default) || a.currency_code.localeCompare(b.currency_code))
        .map((currency) => currency.currency_code)
    },
    staleTime: 60_000,
  })
