import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { api } from "../lib/api"
import { AdminFunnel, FunnelInput, FunnelStatus } from "../lib/funnel-types"
import { funnelKeys } from "../lib/query-keys"
import { Page } from "../lib/types"

export type FunnelListQuery = { q?: string; event_id?: string; status?: string; limit: number; offset: number }

const PATH = "/admin/offer-funnels"

export const useFunnels = (query: FunnelListQuery) =>
  useQuery({
    queryKey: funnelKeys.list(query),
    queryFn: () => api<Page<"funnels", AdminFunnel>>(PATH, { query }),
    placeholderData: keepPreviousData,
  })

/** Its figures move while people walk through it. */
export const useFunnel = (id: string | undefined) =>
  useQuery({
    queryKey: funnelKeys.detail(id ?? ""),
    queryFn: () =>
      api<{ funnel: AdminFunnel }>(`${PATH}/${id}`).then(({ funnel }) => funnel),
    enabled: Boolean(id),
    refetchInterval: 15_000,
  })

function useFunnelMutation<Input>(mutationFn: (input: Input) => Promise<{ funnel: AdminFunnel }>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: ({ funnel }) => {
      client.setQueryData(funnelKeys.detail(funnel.id), funnel)
      return client.invalidateQueries({ queryKey: funnelKeys.all })
    },
  })
}

const post = (path: string, body: object) =>
  api<{ funnel: AdminFunnel }>(path, { method: "POST", body })

export const useCreateFunnel = () => useFunnelMutation((body: FunnelInput) => post(PATH, body))

export const useUpdateFunnel = (id: string) =>
  useFunnelMutation((body: Partial<FunnelInput> & { status?: FunnelStatus }) => post(`${PATH}/${id}`, body))

export const useDeleteFunnel = (id: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api<{ id: string; deleted: boolean }>(`${PATH}/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      client.removeQueries({ queryKey: funnelKeys.detail(id) })
      return client.invalidateQueries({ queryKey: funnelKeys.all, refetchType: "none" })
    },
  })
}
