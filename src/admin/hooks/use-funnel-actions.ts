import { AdminFunnel } from "../lib/funnel-types"
import { useDeleteFunnel, useUpdateFunnel } from "./use-funnels"
import { useLifeActions } from "./use-life-actions"
import { useText } from "./use-text"

/** What an organizer does with a whole funnel, each step asked for first: buyers see the change at once. */
export function useFunnelActions(funnel: AdminFunnel) {
  const { t } = useText()
  const update = useUpdateFunnel(funnel.id)
  const destroy = useDeleteFunnel(funnel.id)
  const named = { name: funnel.name }
  const { change, archive, remove } = useLifeActions({
    words: "funnel",
    named,
    archive: () => update.mutateAsync({ status: "archived" }),
    destroy: () => destroy.mutateAsync(),
    list: "/monetization/funnels",
  })

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

  return { activate, archive, remove, isPending: update.isPending || destroy.isPending }
}
