import type { MonetizationError } from "../client/monetization-error.ts"

export type CheckoutAction = "add" | "change" | "remove" | "renew" | "pay"

export interface CheckoutWork {
  action: CheckoutAction
  /** null: it is about the whole cart. */
  offerId: string | null
}

/** What is under way and what was refused: somebody who adds two offers one right after the other is told of both. */
export interface CheckoutProgress {
  /** The latest last. */
  running: (CheckoutWork & { id: number })[]
  /** The latest refusal, until the next action begins. */
  error: MonetizationError | null
  /** Of each offer the latest, until the next action with this offer begins. */
  offerErrors: Record<string, MonetizationError>
}

export const IDLE: CheckoutProgress = { running: [], error: null, offerErrors: {} }

export function begin(before: CheckoutProgress, id: number, work: CheckoutWork): CheckoutProgress {
  return {
    running: [...before.running, { ...work, id }],
    error: null,
    offerErrors: work.offerId === null ? before.offerErrors : without(before.offerErrors, work.offerId),
  }
}

/** @param error null when it worked */
export function end(before: CheckoutProgress, id: number, error: MonetizationError | null): CheckoutProgress {
  const offerId = before.running.find((work) => work.id === id)?.offerId ?? null
  return {
    running: before.running.filter((work) => work.id !== id),
    error: error ?? before.error,
    offerErrors: error && offerId !== null ? { ...before.offerErrors, [offerId]: error } : before.offerErrors,
  }
}

/** @param offerId left out: of everything */
export function clear(before: CheckoutProgress, offerId?: string): CheckoutProgress {
  return { ...before, error: null, offerErrors: offerId === undefined ? {} : without(before.offerErrors, offerId) }
}

/** What is under way with each offer. */
export function busyOffers({ running }: CheckoutProgress): Record<string, CheckoutAction> {
  return Object.fromEntries(running.flatMap(({ action, offerId }) => (offerId === null ? [] : [[offerId, action]])))
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
