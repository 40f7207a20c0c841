import { AdminEvent } from "../lib/types"
import { useDeleteEvent, useUpdateEvent } from "./use-events"
import { useLifeActions } from "./use-life-actions"
import { useText } from "./use-text"

/** What an organizer does with a whole event, each step asked for first where it can hurt. */
export function useEventActions(event: AdminEvent) {
  const { t } = useText()
  const update = useUpdateEvent(event.id)
  const destroy = useDeleteEvent(event.id)
  const named = { title: event.title }
  const { change, archive, remove } = useLifeActions({
    words: "event",
    named,
    archive: () => update.mutateAsync({ status: "archived" }),
    destroy: () => destroy.mutateAsync(),
    list: "/monetization/events",
  })

  const publish = () =>
    change({ make: () => update.mutateAsync({ status: "published" }), done: t("event.published", named) })

  return { publish, archive, remove, isPending: update.isPending || destroy.isPending }
}
