import { runBatches } from "../run-batches"

const items = [1, 2, 3, 4, 5]

it("does everything in order and says how far it is", async () => {
  const seen: number[] = []
  const outcome = await runBatches(items, 2, async (batch) => batch.map((item) => item * 10), (done) => seen.push(done))
  expect(outcome).toEqual({ results: [10, 20, 30, 40, 50], failure: null })
  expect(seen).toEqual([2, 4, 5])
})

it("keeps what was done before a batch failed, and tries no other", async () => {
  const sent: number[][] = []
  const broken = new Error("The connection broke")
  const outcome = await runBatches(
    items,
    2,
    async (batch) => {
      sent.push(batch)
      if (batch.includes(3)) {
        throw broken
      }
      return batch
    },
    () => undefined
  )
  expect(outcome).toEqual({ results: [1, 2], failure: broken })
  expect(sent).toEqual([[1, 2], [3, 4]])
})
