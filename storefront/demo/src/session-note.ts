export interface SessionNote {
  get(): string | null
  set(text: string): void
}

/** Something this tab remembers until it is closed. Where the browser keeps nothing, it is forgotten at once. */
export function sessionNote(key: string): SessionNote {
  return {
    get() {
      try {
        return sessionStorage.getItem(key)
      } catch {
        return null
      }
    },
    set(text) {
      try {
        sessionStorage.setItem(key, text)
      } catch {
        // whoever asks for it has to do without, as in a new tab
      }
    },
  }
}
