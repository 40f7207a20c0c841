/** How often something is asked: `firstMs` after a change, then twice as late each time, `maxMs` at the latest. */
export interface Pace {
  firstMs: number
  maxMs: number
}

/** Whether anybody can see the page. */
export interface Visibility {
  isVisible(): boolean
  /** Returns a function that stops it. */
  onChange(listener: () => void): () => void
}

export interface PollingOptions {
  /** Answers whether something changed. A failure counts as no change, so a server in trouble is asked less. */
  ask: () => Promise<boolean>
  pace: Pace
  visibility?: Visibility
  random?: () => number
}

const pageVisibility: Visibility = {
  isVisible: () => document.visibilityState === "visible",
  onChange: (listener) => {
    document.addEventListener("visibilitychange", listener)
    return () => document.removeEventListener("visibilitychange", listener)
  },
}

/**
 * Asks again and again while the page can be seen, and not at all in a hidden tab. Pauses differ by a tenth, so that
 * visitors who came together don't ask together.
 * @returns a function that stops it
 */
export function startPolling({ ask, pace, visibility = pageVisibility, random = Math.random }: PollingOptions): () => void {
  let pause = pace.firstMs
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false
  let isStopped = false

  const schedule = () => {
    clearTimeout(timer)
    if (!isStopped && !isAsking && visibility.isVisible()) {
      timer = setTimeout(() => void turn(), pause * (0.9 + 0.2 * random()))
    }
  }
  const turn = async () => {
    isAsking = true
    const hasChanged = await ask().catch(() => false)
    isAsking = false
    pause = hasChanged ? pace.firstMs : Math.min(pace.maxMs, pause * 2)
    schedule()
  }
  const stopListening = visibility.onChange(() => {
    pause = pace.firstMs
    schedule()
  })
  schedule()
  return () => {
    isStopped = true
    clearTimeout(timer)
    stopListening()
  }
}
