import { usePrompt } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"
import { AdminEvent } from "../lib/types"
import { useDeleteEvent, useUpdateEvent } from "./use-events"
import { useFeedback } from "./use-feedback"
import { useText } from "./use-text"

/** What an organizer does with a whole event, each step asked for first where it can hurt. */
export function useEventActions(event: AdminEvent) {
  const { t } = useText()
  const prompt = usePrompt()
  const navigate = useNavigate()
  const feedback = useFeedback()
  const update = useUpdateEvent(event.id)
  const destroy = useDeleteEvent(event.id)
  const named = { title: event.title }

  const publish = () =>
    update.mutate(
      { status: "published" },
      { onSuccess: () => feedback.done(t("event.published", named)), onError: feedback.failed }
    )

  const archive = async () => {
    const sure = await prompt({
      title: t("event.archiveTitle", named),
      description: t("event.archiveHint"),
      confirmText: t("common.archive"),
      cancelText: t("common.cancel"),
      variant: "confirmation",
    })
    if (sure) {
      update.mutate(
        { status: "archived" },
        { onSuccess: () => feedback.done(t("event.archived", named)), onError: feedback.failed }
      )
    }
  }

  const remove = async () => {
    const sure = await prompt({
      title: t("event.deleteTitle", named),
      description: t("event.deleteHint"),
      confirmText: t("common.delete"),
      cancelText: t("common.cancel"),
    })
    if (sure) {
      destroy.mutate(undefined, {
        onSuccess: () => {
          feedback.done(t("event.deleted", named))
          navigate("/monetization/events", { replace: true })
        },
        onError: feedback.failed,
      })
    }
  }

  return { publish, archive, remove, isPending: update.isPending || destroy.isPending }
}
