import { keptText } from "../storage/kept-text.ts"

/** Where the signed-in customer's token lives between calls. */
export interface TokenStorage {
  get(): string | null
  set(token: string): void
  clear(): void
  /** Called when another tab signs somebody in or out. Returns a function that stops it. Left out: it is noticed later. */
  onChange?(listener: () => void): () => void
}

/** Forgets with the process or page: the default, and the safe one on a server. */
export function memoryTokenStorage(): TokenStorage {
  let token: string | null = null
  return {
    get: () => token,
    set: (value) => {
      token = value
    },
    clear: () => {
      token = null
    },
  }
}

/** Keeps the token in localStorage; in memory where that is missing or blocked (server, private mode). */
export function browserTokenStorage(key = "em_customer_token"): TokenStorage {
  const kept = keptText("localStorage", key)
  return { get: kept.get, set: kept.set, clear: () => kept.set(null), onChange: kept.onChange }
}
