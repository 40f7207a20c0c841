import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react"
import { currentSlide } from "./carousel-position.ts"

/** How long a click's scrolling takes: a second click meanwhile goes on from where the first one leads. */
const SCROLLING_MS = 600

/**
 * A list that is a row to swipe through where it is wider than its place, and nothing special where it isn't: what it
 * is, CSS decides. The browser scrolls and snaps; this says where it stands and moves it for buttons and keys.
 */
export function useCarousel(count: number): {
  ref: RefObject<HTMLUListElement>
  isScrollable: boolean
  /** Of the slide at the row's start, from 0. */
  index: number
  goBy: (slides: number) => void
  onKeyDown: (event: KeyboardEvent<HTMLUListElement>) => void
} {
  const ref = useRef<HTMLUListElement>(null)
  const [place, setPlace] = useState({ isScrollable: false, index: 0 })
  const headedFor = useRef({ index: 0, at: 0 })

  useEffect(() => {
    const list = ref.current
    if (!list) {
      return
    }
    const measure = () => {
      const isScrollable = list.scrollWidth > list.clientWidth + 1
      // scrollLeft counts down from 0 where text runs from right to left
      const isAtEnd = isScrollable && Math.abs(list.scrollLeft) + list.clientWidth >= list.scrollWidth - 2
      const index = isScrollable ? currentSlide(startsOf(list), isAtEnd) : 0
      setPlace((before) => (before.isScrollable === isScrollable && before.index === index ? before : { isScrollable, index }))
    }
    measure()
    list.addEventListener("scroll", measure, { passive: true })
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure)
    observer?.observe(list)
    return () => {
      list.removeEventListener("scroll", measure)
      observer?.disconnect()
    }
  }, [count])

  const goTo = useCallback((index: number) => {
    const list = ref.current
    const start = list ? startsOf(list)[index] : undefined
    if (!list || start === undefined) {
      return
    }
    headedFor.current = { index, at: Date.now() }
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches
    list.scrollBy({ left: isRightToLeft(list) ? -start : start, behavior: isCalm ? "auto" : "smooth" })
  }, [])

  const goBy = useCallback(
    (slides: number) => {
      const isScrolling = Date.now() - headedFor.current.at < SCROLLING_MS
      const from = isScrolling ? headedFor.current.index : place.index
      goTo(Math.min(count - 1, Math.max(0, from + slides)))
    },
    [count, place.index, goTo]
  )

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    // the row's own keys: in a card they belong to the card
    if (event.target !== event.currentTarget || !place.isScrollable) {
      return
    }
    const forward = isRightToLeft(event.currentTarget) ? "ArrowLeft" : "ArrowRight"
    const back = isRightToLeft(event.currentTarget) ? "ArrowRight" : "ArrowLeft"
    const moves: Record<string, () => void> = {
      [forward]: () => goBy(1),
      [back]: () => goBy(-1),
      Home: () => goTo(0),
      End: () => goTo(count - 1),
    }
    const move = moves[event.key]
    if (move) {
      event.preventDefault()
      move()
    }
  }

  // React 18 and 19 type refs differently; the object is the same
  return { ref: ref as RefObject<HTMLUListElement>, ...place, goBy, onKeyDown }
}

const isRightToLeft = (element: HTMLElement) => getComputedStyle(element).direction === "rtl"

/** Distance of each slide's start from where the row's first slide begins, in reading direction. */
function startsOf(list: HTMLElement): number[] {
  const row = list.getBoundingClientRect()
  const padding = parseFloat(getComputedStyle(list).paddingInlineStart) || 0
  return [...list.children].map((slide) => {
    const box = slide.getBoundingClientRect()
    return (isRightToLeft(list) ? row.right - box.right : box.left - row.left) - padding
  })
}
