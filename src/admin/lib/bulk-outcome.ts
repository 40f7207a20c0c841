import { UnitResult } from "./fulfilment-types"

/** Fewer than the 200 that one bulk request may have, so that somebody who waits sees it go on. */
export const UNITS_A_REQUEST = 50
/** How many failures a message names one by one. */
const NAMED = 5

export type BulkOutcome = {
  done: number
  failed: UnitResult[]
  /** Failures with the same reason together, the most frequent first; the rest are only counted. */
  reasons: { code: string; message: string; ids: string[] }[]
  unnamed: number
}

/** What a bulk request came to, for one message to a person. */
export function bulkOutcome(results: UnitResult[]): BulkOutcome {
  const failed = results.filter((result) => result.error !== null)
  const reasons = new Map<string, BulkOutcome["reasons"][number]>()
  for (const { id, error } of failed) {
    const { code, message } = error!
    const key = `${code} ${message}`
    const reason = reasons.get(key) ?? { code, message, ids: [] }
    reason.ids.push(id)
    reasons.set(key, reason)
  }
  const sorted = [...reasons.values()].sort((a, b) => b.ids.length - a.ids.length)
  return {
    done: results.length - failed.length,
    failed,
    reasons: sorted.slice(0, NAMED),
    unnamed: sorted.slice(NAMED).reduce((sum, { ids }) => sum + ids.length, 0),
  }
}
