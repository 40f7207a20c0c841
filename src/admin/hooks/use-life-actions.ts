import { useNavigate } from "react-router-dom"
import { useChange } from "./use-change"
import { useText } from "./use-text"

type Life = {
  /** The group of words that speaks of it, such as `event.archiveTitle`. */
  words: "event" | "funnel" | "offer"
  /** What the words call it. */
  named: Record<string, string>
  archive: () => Promise<unknown>
  destroy: () => Promise<unknown>
  /** Where to go when it is gone. */
  list: string
}

/** How events, offers and funnels end: asked for first, told afterwards. */
export function useLifeActions({ words, named, archive, destroy, list }: Life) {
  const { t } = useText()
  const change = useChange()
  const navigate = useNavigate()

  return {
    change,
    archive: () =>
      change({
        ask: {
          title: t(`${words}.archiveTitle`, named),
          description: t(`${words}.archiveHint`),
          confirmText: t("common.archive"),
          harmless: true,
        },
        make: archive,
        done: t(`${words}.archived`, named),
      }),
    remove: async () => {
      const gone = await change({
        ask: {
          title: t(`${words}.deleteTitle`, named),
          description: t(`${words}.deleteHint`),
          confirmText: t("common.delete"),
        },
        make: destroy,
        done: t(`${words}.deleted`, named),
      })
      if (gone) {
        navigate(list, { replace: true })
      }
    },
  }
}
