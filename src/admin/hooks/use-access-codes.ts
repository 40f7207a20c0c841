import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { api } from "../lib/api"
import { CODES_A_REQUEST } from "../lib/access-code-list"
import { AdminAccessCode, CodeSummary } from "../lib/fulfilment-types"
import { inBatches } from "../lib/in-batches"
import { offerKeys } from "../lib/query-keys"
import { Page } from "../lib/types"

export type CodeQuery = { status?: string; q?: string; limit: number; offset: number }

export const useAccessCodes = (offerId: string, query: CodeQuery) =>
  useQuery({
    queryKey: offerKeys.codeList(offerId, query),
    queryFn: () =>
      api<Page<"access_codes", AdminAccessCode> & { summary: CodeSummary }>(
        `/admin/offers/${offerId}/access-codes`,
        { query }
      ),
    placeholderData: keepPreviousData,
  })

/** Codes are stock: adding and removing them changes the offer. */
function useCodesChanged(offerId: string) {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: offerKeys.codes(offerId) }),
      client.invalidateQueries({ queryKey: offerKeys.all }),
    ])
}

/** Adds a list of any length; answers how many were new and how many were known already. */
export function useAddCodes(offerId: string) {
  const changed = useCodesChanged(offerId)
  return useMutation({
    mutationFn: async (codes: string[]) => {
      const sum = { added: 0, duplicates: 0 }
      for (const batch of inBatches(codes, CODES_A_REQUEST)) {
        const { added, duplicates } = await api<{ added: number; duplicates: number }>(
          `/admin/offers/${offerId}/access-codes`,
          { method: "POST", body: { codes: batch } }
        )
        sum.added += added
        sum.duplicates += duplicates
      }
      return sum
    },
    onSettled: changed,
  })
}

export function useDeleteCode(offerId: string) {
  const changed = useCodesChanged(offerId)
  return useMutation({
    mutationFn: (id: string) => api(`/admin/offers/${offerId}/access-codes/${id}`, { method: "DELETE" }),
    onSettled: changed,
  })
}
