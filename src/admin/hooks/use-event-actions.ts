import { useNavigate } from "react-router-dom"
import { AdminEvent } from "../lib/types"
import { useChange } from "./use-change"
import { useDeleteEvent, useUpdateEvent } from "./use-events"
import { useText } from "./use-text"

/** What an organizer does with a whole event, each step asked for first where it can hurt. */
export function useEventActions(event: AdminEvent) {
  const { t } = useText()
  const change = useChange()
  const navigate = useNavigate()
  const update = useUpdateEvent(event.id)
  const destroy = useDeleteEvent(event.id)
  const named = { title: event.title }

  const publish = () =>
    change({ make: () => update.mutateAsync({ status: "published" }), done: t("event.published", named) })

  const archive = () =>
    change({
      ask: {
        title: t("event.archiveTitle", named),
        description: t("event.archiveHint"),
        confirmText: t("common.archive"),
        harmless: true,
      },
      make: () => update.mutateAsync({ status: "archived" }),
      done: t("event.archived", named),
    })

  const remove = async () => {
    const gone = await change({
      ask: {
        title: t("event.deleteTitle", named),
        description: t("event.deleteHint"),
        confirmText: t("common.delete"),
      },
      make: () => destroy.mutateAsync(),
      done: t("event.deleted", named),
    })
    if (gone) {
      navigate("/monetization/events", { replace: true })
    }
  }

  return { publish, archive, remove, isPending: update.isPending || destroy.isPending }
}
