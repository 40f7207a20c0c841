import { inBatches } from "./in-batches"

export type BatchesOutcome<Result> = {
  results: Result[]
  /** Why the rest wasn't done. What of the batch that failed was done isn't known: its answer is what is missing. */
  failure: unknown
}

/** Sends a list in batches, one after the other, up to the first that fails; keeps what the earlier ones came to. */
export async function runBatches<Item, Result>(
  items: Item[],
  size: number,
  send: (batch: Item[]) => Promise<Result[]>,
  onProgress: (done: number) => void
): Promise<BatchesOutcome<Result>> {
  const results: Result[] = []
  let done = 0
  for (const batch of inBatches(items, size)) {
    try {
      results.push(...(await send(batch)))
    } catch (failure) {
      return { results, failure }
    }
    done += batch.length
    onProgress(done)
  }
  return { results, failure: null }
}
