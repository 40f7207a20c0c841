import { timeLeft } from "./time-left.ts"

describe("timeLeft", () => {
  it.each([
    ["begun minutes count", 2 * 3_600_000 + 13 * 60_000 + 1, { hours: 2, minutes: 14 }],
    ["a full hour", 3_600_000, { hours: 1, minutes: 0 }],
    ["the last second", 900, { hours: 0, minutes: 1 }],
    ["the end", 0, { hours: 0, minutes: 0 }],
    ["after it", -5_000, { hours: 0, minutes: 0 }],
    ["more than a day", 25 * 3_600_000, { hours: 25, minutes: 0 }],
  ])("%s", (_, ms, expected) => expect(timeLeft(ms)).toEqual(expected))
})
