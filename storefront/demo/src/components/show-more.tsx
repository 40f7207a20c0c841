import type { MonetizationError } from "@event-monetization/storefront-kit"
import { errorText, pressable, usePresentation } from "@event-monetization/storefront-kit/react"
import { useEffect, useRef } from "react"

interface ShowMoreProps {
  /** What the list's hook answers. */
  list: { count: number; isRefetching: boolean; error: MonetizationError | null; refetch: () => Promise<void> }
  /** How many were read. */
  read: number
  /** How many were asked for. */
  limit: number
  /** How many the server answers at most. */
  most: number
  /** How many of them are on the page, where some are left out. */
  shown?: number
  /** Selector of an item of the list, which is in the same section. */
  item: string
  onMore: (limit: number) => void
}

const STEP = 20

/** Shows the next part of a list. The keyboard goes on at the first of what came. */
export function ShowMore({ list, read, limit, most, shown = read, item, onMore }: ShowMoreProps) {
  const { labels } = usePresentation()
  const place = useRef<HTMLDivElement>(null)
  const before = useRef<number | null>(null)
  const isWaiting = read < limit
  const hasMore = read > 0 && list.count > read && (isWaiting || limit < most)
  // what fails without more having been asked for is the list's own affair
  const error = isWaiting ? list.error : null

  useEffect(() => {
    if (before.current !== null && shown > before.current) {
      const first = place.current?.closest("section")?.querySelectorAll(item)[before.current]
      before.current = null
      first?.querySelector<HTMLElement>("a, button")?.focus()
    }
  }, [shown, item])

  const more = () => {
    before.current = shown
    if (error) {
      void list.refetch()
    } else {
      onMore(Math.min(most, limit + STEP))
    }
  }
  const isLoading = isWaiting && list.isRefetching
  return (
    <div ref={place} className="show-more">
      {hasMore ? (
        <>
          <button type="button" className="em-button em-button--quiet" {...pressable(isLoading, more)}>
            {isLoading ? "One moment…" : "Show more"}
          </button>
          <p className="form-error" role="alert">
            {error ? errorText(error, labels) : null}
          </p>
        </>
      ) : null}
    </div>
  )
}
