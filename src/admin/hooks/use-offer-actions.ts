import { usePrompt } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"
import { AdminOffer } from "../lib/types"
import { useFeedback } from "./use-feedback"
import { useArchiveOffer, useDeleteOffer, useDuplicateOffer, usePublishOffer, useSyncOffer } from "./use-offers"
import { useText } from "./use-text"

/** What an organizer does with a whole offer, each step asked for first where it can hurt. */
export function useOfferActions(offer: AdminOffer) {
  const { t } = useText()
  const prompt = usePrompt()
  const navigate = useNavigate()
  const feedback = useFeedback()
  const publishing = usePublishOffer()
  const archiving = useArchiveOffer()
  const deleting = useDeleteOffer()
  const syncing = useSyncOffer()
  const duplicating = useDuplicateOffer()
  const named = { title: offer.title }

  const publish = () =>
    publishing.mutate(offer.id, {
      onSuccess: () => feedback.done(t("offer.published", named)),
      onError: feedback.failed,
    })

  const archive = async () => {
    const sure = await prompt({
      title: t("offer.archiveTitle", named),
      description: t("offer.archiveHint"),
      confirmText: t("common.archive"),
      cancelText: t("common.cancel"),
      variant: "confirmation",
    })
    if (sure) {
      archiving.mutate(offer.id, {
        onSuccess: () => feedback.done(t("offer.archived", named)),
        onError: feedback.failed,
      })
    }
  }

  const remove = async () => {
    const sure = await prompt({
      title: t("offer.deleteTitle", named),
      description: t("offer.deleteHint"),
      confirmText: t("common.delete"),
      cancelText: t("common.cancel"),
    })
    if (sure) {
      deleting.mutate(offer.id, {
        onSuccess: () => {
          feedback.done(t("offer.deleted", named))
          navigate("/monetization/offers", { replace: true })
        },
        onError: feedback.failed,
      })
    }
  }

  const duplicate = () =>
    duplicating.mutate(offer.id, {
      onSuccess: ({ offer: copy }) => {
        feedback.done(t("offer.duplicated", { title: copy.title }))
        navigate(`/monetization/offers/${copy.id}`)
      },
      onError: feedback.failed,
    })

  const sync = () =>
    syncing.mutate(offer.id, {
      onSuccess: () => feedback.done(t("stripe.asked")),
      onError: feedback.failed,
    })

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
