import { useNavigate } from "react-router-dom"
import { AdminFunnel } from "../lib/funnel-types"
import { useChange } from "./use-change"
import { useDeleteFunnel, useUpdateFunnel } from "./use-funnels"
import { useText } from "./use-text"

/** What an organizer does with a whole funnel, each step asked for first: buyers see the change at once. */
export function useFunnelActions(funnel: AdminFunnel) {
  const { t } = useText()
  const change = useChange()
  const navigate = useNavigate()
  const update = useUpdateFunnel(funnel.id)
  const destroy = useDeleteFunnel(funnel.id)
  const named = { name: funnel.name }

  const activate = () =>
    change({
      ask: {
        title: t("funnel.activateTitle", named),
        description: t("funnel.activateHint"),
        confirmText: t("funnel.activate"),
        harmless: true,
      },
      make: () => update.mutateAsync({ status: "active" }),
      done: t("funnel.activated", named),
    })

  const archive = () =>
    change({
      ask: {
        title: t("funnel.archiveTitle", named),
        description: t("funnel.archiveHint"),
        confirmText: t("common.archive"),
        harmless: true,
      },
      make: () => update.mutateAsync({ status: "archived" }),
      done: t("funnel.archived", named),
    })

  const remove = async () => {
    const gone = await change({
      ask: {
        title: t("funnel.deleteTitle", named),
        description: t("funnel.deleteHint"),
        confirmText: t("common.delete"),
      },
      make: () => destroy.mutateAsync(),
      done: t("funnel.deleted", named),
    })
    if (gone) {
      navigate("/monetization/funnels", { replace: true })
    }
  }

  return { activate, archive, remove, isPending: update.isPending || destroy.isPending }
}
