import { usePrompt } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"
import { AdminFunnel } from "../lib/funnel-types"
import { useFeedback } from "./use-feedback"
import { useDeleteFunnel, useUpdateFunnel } from "./use-funnels"
import { useText } from "./use-text"

/** What an organizer does with a whole funnel, each step asked for first: buyers see the change at once. */
export function useFunnelActions(funnel: AdminFunnel) {
  const { t } = useText()
  const prompt = usePrompt()
  const navigate = useNavigate()
  const feedback = useFeedback()
  const update = useUpdateFunnel(funnel.id)
  const destroy = useDeleteFunnel(funnel.id)
  const named = { name: funnel.name }

  const activate = async () => {
    const sure = await prompt({
      title: t("funnel.activateTitle", named),
      description: t("funnel.activateHint"),
      confirmText: t("funnel.activate"),
      cancelText: t("common.cancel"),
      variant: "confirmation",
    })
    if (sure) {
      update.mutate(
        { status: "active" },
        { onSuccess: () => feedback.done(t("funnel.activated", named)), onError: feedback.failed }
      )
    }
  }

  const archive = async () => {
    const sure = await prompt({
      title: t("funnel.archiveTitle", named),
      description: t("funnel.archiveHint"),
      confirmText: t("common.archive"),
      cancelText: t("common.cancel"),
      variant: "confirmation",
    })
    if (sure) {
      update.mutate(
        { status: "archived" },
        { onSuccess: () => feedback.done(t("funnel.archived", named)), onError: feedback.failed }
      )
    }
  }

  const remove = async () => {
    const sure = await prompt({
      title: t("funnel.deleteTitle", named),
      description: t("funnel.deleteHint"),
      confirmText: t("common.delete"),
      cancelText: t("common.cancel"),
    })
    if (sure) {
      destroy.mutate(undefined, {
        onSuccess: () => {
          feedback.done(t("funnel.deleted", named))
          navigate("/monetization/funnels", { replace: true })
        },
        onError: feedback.failed,
      })
    }
  }

  return { activate, archive, remove, isPending: update.isPending || destroy.isPending }
}
