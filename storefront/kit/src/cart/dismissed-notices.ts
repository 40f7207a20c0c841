import type { CartNotice } from "../client/types.ts"
import { keptText, type KeptText } from "../storage/kept-text.ts"

/** More than a cart tells within the hour after which the server tells it no more. */
const KEPT = 30

/** What the visitor has read and closed: the server goes on telling it for an hour, reloads included. */
export interface DismissedNotices {
  has(notice: CartNotice): boolean
  add(notice: CartNotice): void
}

export const noticeKey = (notice: CartNotice) => `${notice.code}:${notice.offerId}:${notice.at}`

export function dismissedNotices(storage: Pick<KeptText, "get" | "set">): DismissedNotices {
  const read = (): string[] => (storage.get() ?? "").split("\n").filter(Boolean)
  return {
    has: (notice) => read().includes(noticeKey(notice)),
    add: (notice) => storage.set([...read(), noticeKey(notice)].slice(-KEPT).join("\n")),
  }
}

export const browserDismissedNotices = (key = "em_dismissed_notices") => dismissedNotices(keptText("localStorage", key))

/** For tests and servers. */
export function memoryDismissedNotices(): DismissedNotices {
  let text: string | null = null
  return dismissedNotices({
    get: () => text,
    set: (value) => {
      text = value
    },
  })
}
