import type { KeptText } from "../storage/kept-text.ts"
import { newIdempotencyKey } from "./calls/offers.ts"

/** Purchases that are remembered: a buyer may have left more than one payment page. */
const KEPT = 5

/**
 * Under which key a direct purchase was asked for. As long as it is neither paid nor refused for good, asking for the same
 * again is the same purchase: its units are held once, and somebody who comes back from the payment page isn't told that
 * what they hold themselves is taken.
 */
export interface PurchaseKeys {
  /** The key of what is asked for: the one it was asked for with before, or a new one. */
  keyOf(what: string): string
  /** Which cart it led to. */
  led(what: string, cartId: string): void
  /** It was refused for good. */
  forget(what: string): void
  /** It is known what became of this cart. */
  forgetCart(cartId: string): void
  clear(): void
}

interface Kept {
  what: string
  key: string
  cartId: string | null
}

const isKept = (entry: unknown): entry is Kept =>
  typeof entry === "object" && entry !== null && "what" in entry && "key" in entry && typeof entry.key === "string"

export function purchaseKeys(storage: Pick<KeptText, "get" | "set">, newKey: () => string = newIdempotencyKey): PurchaseKeys {
  const read = (): Kept[] => {
    try {
      const kept: unknown = JSON.parse(storage.get() ?? "[]")
      return Array.isArray(kept) ? kept.filter(isKept) : []
    } catch {
      return []
    }
  }
  const write = (kept: Kept[]) => storage.set(kept.length ? JSON.stringify(kept.slice(-KEPT)) : null)
  const keep = (entry: Kept) => write([...read().filter(({ what }) => what !== entry.what), entry])

  return {
    keyOf: (what) => {
      const known = read().find((entry) => entry.what === what)
      const { key } = known ?? { key: newKey() }
      keep({ what, key, cartId: known?.cartId ?? null })
      return key
    },
    led: (what, cartId) => {
      const known = read().find((entry) => entry.what === what)
      if (known) {
        keep({ ...known, cartId })
      }
    },
    forget: (what) => write(read().filter((entry) => entry.what !== what)),
    forgetCart: (cartId) => write(read().filter((entry) => entry.cartId !== cartId)),
    clear: () => storage.set(null),
  }
}
