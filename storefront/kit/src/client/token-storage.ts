/** Where the signed-in customer's token lives between calls. */
export interface TokenStorage {
  get(): string | null
  set(token: string): void
  clear(): void
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
  const memory = memoryTokenStorage()
  const storage = () => {
    try {
      return typeof window === "undefined" ? null : window.localStorage
    } catch {
      return null
    }
  }
  const attempt = <T>(action: (store: Storage) => T, otherwise: T): T => {
    const store = storage()
    if (!store) {
      return otherwise
    }
    try {
      return action(store)
    } catch {
      return otherwise
    }
  }
  return {
    get: () => attempt((store) => store.getItem(key), null) ?? memory.get(),
    set: (value) => {
      memory.set(value)
      attempt((store) => store.setItem(key, value), undefined)
    },
    clear: () => {
      memory.clear()
      attempt((store) => store.removeItem(key), undefined)
    },
  }
}
