/** A list in pieces of at most `size`, for requests that take no more. */
export function inBatches<T>(list: T[], size: number): T[][] {
  const batches: T[][] = []
  for (let start = 0; start < list.length; start += size) {
    batches.push(list.slice(start, start + size))
  }
  return batches
}
