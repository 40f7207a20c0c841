/** One text that the browser remembers: for all tabs in localStorage, for one tab in sessionStorage. */
export interface KeptText {
  get(): string | null
  /** null forgets it. */
  set(text: string | null): void
  /**
   * Called when another tab has changed it, also while this page slept in the back-forward cache, where a browser tells it
   * nothing. Returns a function that stops it.
   */
  onChange(listener: () => void): () => void
}

/**
 * The text under `key`. In memory only where the browser keeps nothing (blocked, full, or a server): a copy beside what
 * is kept would go on saying what another tab has taken back.
 */
export function keptText(area: "localStorage" | "sessionStorage", key: string): KeptText {
  let memory: string | null = null
  let isRefused = false
  /** What this tab read or wrote last; asked only while somebody listens. */
  let known: string | null = null
  const listeners = new Set<() => void>()

  const get = (): string | null => {
    try {
      return isRefused ? memory : window[area].getItem(key)
    } catch {
      return memory
    }
  }
  const look = () => {
    const now = get()
    if (now !== known) {
      known = now
      listeners.forEach((listener) => listener())
    }
  }
  const onStorage = (event: StorageEvent) => {
    if (event.key === key || event.key === null) {
      look()
    }
  }

  return {
    get,
    set: (text) => {
      memory = text
      known = text
      try {
        if (text === null) {
          window[area].removeItem(key)
        } else {
          window[area].setItem(key, text)
        }
        isRefused = false
      } catch {
        isRefused = true
      }
    },
    onChange: (listener) => {
      if (typeof window === "undefined") {
        return () => undefined
      }
      if (listeners.size === 0) {
        known = get()
        window.addEventListener("storage", onStorage)
        window.addEventListener("pageshow", look)
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) {
          window.removeEventListener("storage", onStorage)
          window.removeEventListener("pageshow", look)
        }
      }
    },
  }
}
