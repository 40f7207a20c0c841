import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { fetchAll } from "../lib/fetch-all"
import { offerKeys } from "../lib/query-keys"
import { sdk } from "../lib/sdk"
import { AdminOffer, AdminOfferActivity, AdminOfferHold, AdminOfferPurchase, OfferInput, Page } from "../lib/types"

export type OfferListQuery = {
  q?: string
  event_id?: string
  type?: string
  status?: string
  placement?: string
  limit: number
  offset: number
  order?: string
}

export type PageQuery = { limit: number; offset: number }

/** Stock moves while the page is open; Stripe follows a change within seconds. */
const LIVE = 15_000
const SYNCING = 3_000

export const useOffers = (query: OfferListQuery) =>
  useQuery({
    queryKey: offerKeys.list(query),
    queryFn: () => sdk.client.fetch<Page<"offers", AdminOffer>>("/admin/offers", { query }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE,
  })

/** Every offer, for the overview's sums. */
export const useAllOffers = () =>
  useQuery({
    queryKey: offerKeys.everything(),
    queryFn: () => fetchAll<AdminOffer>("/admin/offers", "offers"),
    refetchInterval: LIVE,
  })

export const useOffer = (id: string | undefined) =>
  useQuery({
    queryKey: offerKeys.detail(id ?? ""),
    queryFn: () => sdk.client.fetch<{ offer: AdminOffer }>(`/admin/offers/${id}`).then(({ offer }) => offer),
    enabled: Boolean(id),
    refetchInterval: ({ state }) => (state.data?.stripe.status === "pending" ? SYNCING : LIVE),
  })

export const useOfferHolds = (id: string, query: PageQuery) =>
  useQuery({
    queryKey: offerKeys.holds(id, query),
    queryFn: () => sdk.client.fetch<Page<"holds", AdminOfferHold>>(`/admin/offers/${id}/holds`, { query }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE,
  })

export const useOfferPurchases = (id: string, query: PageQuery) =>
  useQuery({
    queryKey: offerKeys.purchases(id, query),
    queryFn: () => sdk.client.fetch<Page<"purchases", AdminOfferPurchase>>(`/admin/offers/${id}/purchases`, { query }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE,
  })

export const useOfferActivity = (id: string, query: PageQuery) =>
  useQuery({
    queryKey: offerKeys.activity(id, query),
    queryFn: () => sdk.client.fetch<Page<"activities", AdminOfferActivity>>(`/admin/offers/${id}/activity`, { query }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE,
  })

function useOfferMutation<Input>(mutationFn: (input: Input) => Promise<{ offer: AdminOffer }>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: ({ offer }) => {
      client.setQueryData(offerKeys.detail(offer.id), offer)
      return client.invalidateQueries({ queryKey: offerKeys.all })
    },
  })
}

const post = (path: string, body: object = {}) =>
  sdk.client.fetch<{ offer: AdminOffer }>(path, { method: "POST", body })

export const useCreateOffer = () => useOfferMutation((body: OfferInput) => post("/admin/offers", body))

export const useUpdateOffer = (id: string) =>
  useOfferMutation((body: Partial<OfferInput>) => post(`/admin/offers/${id}`, body))

export const usePublishOffer = () => useOfferMutation((id: string) => post(`/admin/offers/${id}/publish`))

export const useArchiveOffer = () => useOfferMutation((id: string) => post(`/admin/offers/${id}/archive`))

export const useSyncOffer = () => useOfferMutation((id: string) => post(`/admin/offers/${id}/stripe-sync`))

export const useDeleteOffer = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      sdk.client.fetch<{ id: string; deleted: boolean }>(`/admin/offers/${id}`, { method: "DELETE" }),
    onSuccess: (_, id) => {
      client.removeQueries({ queryKey: offerKeys.detail(id) })
      return client.invalidateQueries({ queryKey: offerKeys.all, refetchType: "none" })
    },
  })
}
