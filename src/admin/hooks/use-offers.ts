import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { api } from "../lib/api"
import { inBatches } from "../lib/in-batches"
import { fetchAll } from "../lib/fetch-all"
import { offerKeys } from "../lib/query-keys"
import { sdk } from "../lib/sdk"
import { AdminOffer, AdminOfferActivity, AdminOfferHold, OfferInput, OfferOverview, Page } from "../lib/types"

export type OfferListQuery = {
  q?: string
  event_id?: string
  type?: string
  status?: string
  placement?: string
  attention?: string
  limit: number
  offset: number
  order?: string
}

export type PageQuery = { limit: number; offset: number }

/** Stock moves while the page is open; Stripe follows a change within seconds. */
const LIVE = 15_000
const SYNCING = 3_000
/** What is looked at from further away. */
const CALM = 60_000

export const useOffers = (query: OfferListQuery) =>
  useQuery({
    queryKey: offerKeys.list(query),
    queryFn: () => api<Page<"offers", AdminOffer>>("/admin/offers", { query }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE,
  })

/** The overview's sums, made by the server however many offers there are. */
export const useOfferOverview = () =>
  useQuery({
    queryKey: offerKeys.overview(),
    queryFn: () => api<{ overview: OfferOverview }>("/admin/offer-overview").then(({ overview }) => overview),
    refetchInterval: CALM,
  })

/** The newest offers that somebody should look at, and how many there are. */
export const useOffersNeedingAttention = (limit: number) =>
  useQuery({
    queryKey: offerKeys.list({ attention: true, limit }),
    queryFn: () => api<Page<"offers", AdminOffer>>("/admin/offers", { query: { attention: true, limit } }),
    refetchInterval: CALM,
  })

/** All offers of an event that can still be sold, for a picker. */
export const useOffersOfEvent = (eventId: string) =>
  useQuery({
    queryKey: offerKeys.list({ event: eventId, all: true }),
    queryFn: () => fetchAll<AdminOffer>("/admin/offers", "offers", { event_id: eventId, order: "title" }),
    enabled: Boolean(eventId),
  })

/** Express reads a longer list in an address as something else. */
const VARIANTS_A_REQUEST = 20

/** The offers that sell a product's variants. */
export const useOffersOfProduct = (productId: string) =>
  useQuery({
    queryKey: offerKeys.list({ product: productId }),
    queryFn: async () => {
      const { variants } = await sdk.admin.product.listVariants(productId, { fields: "id", limit: 200 })
      const ids = variants.map((variant) => variant.id)
      const found = await Promise.all(
        inBatches(ids, VARIANTS_A_REQUEST).map((variant_id) =>
          fetchAll<AdminOffer>("/admin/offers", "offers", { variant_id })
        )
      )
      return found.flat()
    },
  })

/** The offers that a ticket sold as this product is needed for, or makes a difference to; none for what is no ticket. */
export const useOffersForTicket = (productId: string, limit: number) =>
  useQuery({
    queryKey: offerKeys.list({ ticket: productId, limit }),
    queryFn: () =>
      api<Page<"offers", AdminOffer>>("/admin/offers", { query: { ticket_product_id: productId, limit, order: "title" } }),
    placeholderData: keepPreviousData,
  })

export const useOffer = (id: string | undefined) =>
  useQuery({
    queryKey: offerKeys.detail(id ?? ""),
    queryFn: () => api<{ offer: AdminOffer }>(`/admin/offers/${id}`).then(({ offer }) => offer),
    enabled: Boolean(id),
    refetchInterval: ({ state }) => (state.data?.stripe.status === "pending" ? SYNCING : LIVE),
  })

export const useOfferHolds = (id: string, query: PageQuery) =>
  useQuery({
    queryKey: offerKeys.holds(id, query),
    queryFn: () => api<Page<"holds", AdminOfferHold>>(`/admin/offers/${id}/holds`, { query }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE,
  })

export const useOfferActivity = (id: string, query: PageQuery) =>
  useQuery({
    queryKey: offerKeys.activity(id, query),
    queryFn: () => api<Page<"activities", AdminOfferActivity>>(`/admin/offers/${id}/activity`, { query }),
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
  api<{ offer: AdminOffer }>(path, { method: "POST", body })

export const useCreateOffer = () => useOfferMutation((body: OfferInput) => post("/admin/offers", body))

export const useUpdateOffer = (id: string) =>
  useOfferMutation((body: Partial<OfferInput>) => post(`/admin/offers/${id}`, body))

export const usePublishOffer = () => useOfferMutation((id: string) => post(`/admin/offers/${id}/publish`))

export const useArchiveOffer = () => useOfferMutation((id: string) => post(`/admin/offers/${id}/archive`))

/** Makes a draft "Copy of ..." with the same terms; answers the copy. */
export const useDuplicateOffer = () => useOfferMutation((id: string) => post(`/admin/offers/${id}/duplicate`))

export const useSyncOffer = () => useOfferMutation((id: string) => post(`/admin/offers/${id}/stripe-sync`))

export const useDeleteOffer = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      api<{ id: string; deleted: boolean }>(`/admin/offers/${id}`, { method: "DELETE" }),
    onSuccess: (_, id) => {
      client.removeQueries({ queryKey: offerKeys.detail(id) })
      return client.invalidateQueries({ queryKey: offerKeys.all, refetchType: "none" })
    },
  })
}
