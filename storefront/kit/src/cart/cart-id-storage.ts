import { keptText } from "../storage/kept-text.ts"

/** Where the shop remembers the visitor's cart. */
export interface CartIdStorage {
  get(): string | null
  set(id: string | null): void
  /** Called when another tab changes the cart. Returns a function that stops it. */
  onChange(listener: () => void): () => void
}

/** localStorage under `key`; in memory where that is missing or blocked. Safe on a server. */
export function browserCartIdStorage(key = "em_cart_id"): CartIdStorage {
  return keptText("localStorage", key)
}

/** For tests and servers. */
export function memoryCartIdStorage(initial: string | null = null): CartIdStorage {
  let id = initial
  return {
    get: () => id,
    set: (value) => {
      id = value
    },
    onChange: () => () => undefined,
  }
}
