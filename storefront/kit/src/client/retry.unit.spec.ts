import { backoffMs, isRetryable, parseRetryAfter } from "./retry.ts"

describe("isRetryable", () => {
  it.each([0, 429, 502, 503, 504])("repeats an idempotent call after %i", (status) => {
    expect(isRetryable(status, true)).toBe(true)
  })
  it.each([400, 401, 403, 404, 409, 500])("leaves %i alone", (status) => {
    expect(isRetryable(status, true)).toBe(false)
  })
  it("repeats other calls only when the server says it did nothing", () => {
    expect([0, 429, 502, 503, 504].filter((status) => isRetryable(status, false))).toEqual([429])
  })
})

describe("backoffMs", () => {
  it("doubles, within its upper half", () => {
    expect(backoffMs(0, 300, () => 0)).toBe(150)
    expect(backoffMs(0, 300, () => 1)).toBe(300)
    expect(backoffMs(2, 300, () => 1)).toBe(1200)
  })
  it("never waits more than five seconds", () => {
    expect(backoffMs(30, 300, () => 1)).toBe(5000)
  })
})

describe("parseRetryAfter", () => {
  it("reads seconds and dates", () => {
    expect(parseRetryAfter("7")).toBe(7)
    expect(parseRetryAfter("Wed, 21 Oct 2026 07:28:10 GMT", Date.parse("2026-10-21T07:28:00Z"))).toBe(10)
  })
  it("knows nothing from nothing, and a past date means now", () => {
    expect(parseRetryAfter(null)).toBeNull()
    expect(parseRetryAfter("soon")).toBeNull()
    expect(parseRetryAfter("Wed, 21 Oct 2026 07:28:10 GMT", Date.parse("2027-01-01"))).toBe(0)
  })
})
