import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { api } from "../lib/api"
import { AdminAsset } from "../lib/fulfilment-types"
import { offerKeys } from "../lib/query-keys"
import { uploadFiles } from "../lib/upload"

const MEGABYTE = 1024 * 1024

/** An offer's files, and how many bytes one may have. */
export const useOfferAssets = (offerId: string) =>
  useQuery({
    queryKey: offerKeys.assets(offerId),
    queryFn: () =>
      api<{ assets: AdminAsset[]; max_megabytes: number }>(`/admin/offers/${offerId}/assets`).then(
        ({ assets, max_megabytes }) => ({ assets, mostBytes: max_megabytes * MEGABYTE })
      ),
  })

/** One file a request, so that a refused one doesn't take the others with it. */
export function useUploadAsset(offerId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ file, onProgress, signal }: { file: File; onProgress: (share: number) => void; signal: AbortSignal }) =>
      uploadFiles<{ assets: AdminAsset[] }>(`/admin/offers/${offerId}/assets`, [file], { onProgress, signal }),
    onSuccess: () => client.invalidateQueries({ queryKey: offerKeys.detail(offerId) }),
  })
}

export function useDeleteAsset(offerId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api(`/admin/offers/${offerId}/assets/${id}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: offerKeys.detail(offerId) }),
  })
}
