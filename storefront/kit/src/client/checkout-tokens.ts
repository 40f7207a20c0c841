import type { TokenStorage } from "./token-storage.ts"

/** Carts that are remembered: a buyer may have more than one open. */
const KEPT = 5

/** What came with a cart before it was ordered. The server asks a guest for it afterwards: a cart's id alone proves nothing. */
export interface CheckoutTokens {
  headers(cartId: string): Record<string, string>
  keep(cartId: string, token: string): void
  clear(): void
}

export function checkoutTokens(storage: TokenStorage): CheckoutTokens {
  const read = (): [cartId: string, token: string][] => {
    try {
      const kept: unknown = JSON.parse(storage.get() ?? "[]")
      return Array.isArray(kept) ? kept : []
    } catch {
      return []
    }
  }
  return {
    headers: (cartId): Record<string, string> => {
      const token = read().find(([id]) => id === cartId)?.[1]
      return token ? { "x-checkout-token": token } : {}
    },
    keep: (cartId, token) => storage.set(JSON.stringify([...read().filter(([id]) => id !== cartId), [cartId, token]].slice(-KEPT))),
    clear: () => storage.clear(),
  }
}
