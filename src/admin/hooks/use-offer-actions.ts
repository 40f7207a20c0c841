import { useNavigate } from "react-router-dom"
import { AdminOffer } from "../lib/types"
import { useChange } from "./use-change"
import { useArchiveOffer, useDeleteOffer, useDuplicateOffer, usePublishOffer, useSyncOffer } from "./use-offers"
import { useText } from "./use-text"

/** What an organizer does with a whole offer, each step asked for first where it can hurt. */
export function useOfferActions(offer: AdminOffer) {
  const { t } = useText()
  const change = useChange()
  const navigate = useNavigate()
  const publishing = usePublishOffer()
  const archiving = useArchiveOffer()
  const deleting = useDeleteOffer()
  const syncing = useSyncOffer()
  const duplicating = useDuplicateOffer()
  const named = { title: offer.title }

  const publish = () => change({ make: () => publishing.mutateAsync(offer.id), done: t("offer.published", named) })

  const archive = () =>
    change({
      ask: {
        title: t("offer.archiveTitle", named),
        description: t("offer.archiveHint"),
        confirmText: t("common.archive"),
        harmless: true,
      },
      make: () => archiving.mutateAsync(offer.id),
      done: t("offer.archived", named),
    })

  const remove = async () => {
    const gone = await change({
      ask: {
        title: t("offer.deleteTitle", named),
        description: t("offer.deleteHint"),
        confirmText: t("common.delete"),
      },
      make: () => deleting.mutateAsync(offer.id),
      done: t("offer.deleted", named),
    })
    if (gone) {
      navigate("/monetization/offers", { replace: true })
    }
  }

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
