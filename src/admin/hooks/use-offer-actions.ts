import { useNavigate } from "react-router-dom"
import { AdminOffer } from "../lib/types"
import { useLifeActions } from "./use-life-actions"
import { useArchiveOffer, useDeleteOffer, useDuplicateOffer, usePublishOffer, useSyncOffer } from "./use-offers"
import { useText } from "./use-text"

/** What an organizer does with a whole offer, each step asked for first where it can hurt. */
export function useOfferActions(offer: AdminOffer) {
  const { t } = useText()
  const navigate = useNavigate()
  const publishing = usePublishOffer()
  const archiving = useArchiveOffer()
  const deleting = useDeleteOffer()
  const syncing = useSyncOffer()
  const duplicating = useDuplicateOffer()
  const named = { title: offer.title }
  const { change, archive, remove } = useLifeActions({
    words: "offer",
    named,
    archive: () => archiving.mutateAsync(offer.id),
    destroy: () => deleting.mutateAsync(offer.id),
    list: "/monetization/offers",
  })

  const publish = () => change({ make: () => publishing.mutateAsync(offer.id), done: t("offer.published", named) })

  const duplicate = async () => {
    const copied = await change({
      make: () => duplicating.mutateAsync(offer.id),
      done: ({ offer: copy }) => t("offer.duplicated", { title: copy.title }),
    })
    if (copied) {
      navigate(`/monetization/offers/${copied.offer.id}`)
    }
  }

  const sync = () => change({ make: () => syncing.mutateAsync(offer.id), done: t("stripe.asked") })

  return {
    publish,
    archive,
    remove,
    duplicate,
    sync,
    isPending: publishing.isPending || archiving.isPending || deleting.isPending || duplicating.isPending,
    isSyncing: syncing.isPending,
  }
}
