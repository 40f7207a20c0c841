import { bulkOutcome } from "../bulk-outcome"
import { UnitResult } from "../fulfilment-types"

const done = (id: string): UnitResult => ({ id, status: "FULFILLED", error: null })
const failed = (id: string, code: string): UnitResult => ({ id, status: "PENDING", error: { code, message: code } })

it("counts what is done and puts failures of one reason together, the most frequent first", () => {
  const outcome = bulkOutcome([done("1"), failed("2", "a"), failed("3", "b"), failed("4", "b"), done("5")])
  expect(outcome.done).toBe(2)
  expect(outcome.failed.map(({ id }) => id)).toEqual(["2", "3", "4"])
  expect(outcome.reasons).toEqual([
    { code: "b", message: "b", ids: ["3", "4"] },
    { code: "a", message: "a", ids: ["2"] },
  ])
  expect(outcome.unnamed).toBe(0)
})

it("names a few reasons and counts the rest", () => {
  const outcome = bulkOutcome(["a", "b", "c", "d", "e", "f", "g"].map((code) => failed(code, code)))
  expect(outcome.reasons).toHaveLength(5)
  expect(outcome.unnamed).toBe(2)
})
