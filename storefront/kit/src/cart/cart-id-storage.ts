/** Where the shop remembers the visitor's cart, and the cart of a direct purchase that is at Stripe. */
export interface CartIdStorage {
  get(): string | null
  set(id: string | null): void
  /** Called when another tab changes the cart. Returns a function that stops it. */
  onChange(listener: () => void): () => void
}

/** localStorage under `key`; in memory where that is missing or blocked. Safe on a server. */
export function browserCartIdStorage(key = "em_cart_id"): CartIdStorage {
  let memory: string | null = null
  return {
    get: () => {
      try {
        return window.localStorage.getItem(key)
      } catch {
        return memory
      }
    },
    set: (id) => {
      memory = id
      try {
        if (id === null) {
          window.localStorage.removeItem(key)
        } else {
          window.localStorage.setItem(key, id)
        }
      } catch {
        // kept in memory
      }
    },
    onChange: (listener) => {
      if (typeof window === "undefined") {
        return () => undefined
      }
      const onStorage = (event: StorageEvent) => {
        if (event.key === key || event.key === null) {
          listener()
        }
      }
      window.addEventListener("storage", onStorage)
      return () => window.removeEventListener("storage", onStorage)
    },
  }
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
