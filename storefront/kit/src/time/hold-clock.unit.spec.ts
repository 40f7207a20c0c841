import { clockSkewMs, earliestExpiry, formatRemaining, reachedWarning, remainingMs } from "./hold-clock.ts"

const T = Date.parse("2026-06-01T12:00:00Z")
const iso = (ms: number) => new Date(T + ms).toISOString()

describe("clockSkewMs", () => {
  it("takes the server to have answered halfway", () => {
    expect(clockSkewMs(iso(60_000), T, T + 400)).toBe(59_800)
  })
  it("is negative when this device is ahead", () => {
    expect(clockSkewMs(iso(-3_600_000), T, T)).toBe(-3_600_000)
  })
  it("does not trust half of a very slow answer", () => {
    expect(clockSkewMs(iso(0), T - 20_000, T)).toBe(1_000)
  })
  it("is nothing when the time can't be read", () => {
    expect(clockSkewMs("now", T, T)).toBe(0)
  })
})

describe("remainingMs", () => {
  it("counts on the server's clock", () => {
    expect(remainingMs(iso(60_000), 0, T)).toBe(60_000)
    expect(remainingMs(iso(60_000), 45_000, T)).toBe(15_000)
  })
  it("never goes below nothing", () => {
    expect(remainingMs(iso(-1), 0, T)).toBe(0)
    expect(remainingMs("never", 0, T)).toBe(0)
  })
})

describe("formatRemaining", () => {
  it.each([
    [0, "0:00"],
    [1, "0:01"],
    [59_001, "1:00"],
    [899_000, "14:59"],
    [3_600_000, "1:00:00"],
    [90_061_000, "25:01:01"],
    [3 * 86_400_000 + 7_200_000, "3 Tage, 2 Std."],
  ])("%i ms is %s", (ms, text) => {
    expect(formatRemaining(ms, (days, hours) => `${days} Tage, ${hours} Std.`)).toBe(text)
  })
})

describe("reachedWarning", () => {
  it.each([
    [301_000, null],
    [300_000, 300],
    [121_000, 300],
    [120_000, 120],
    [45_000, 60],
    [30_000, 30],
    [1, 30],
    [0, 0],
  ])("%i ms has reached %s", (ms, expected) => {
    expect(reachedWarning(ms)).toBe(expected)
  })
})

describe("earliestExpiry", () => {
  it("is of the live holds only", () => {
    const hold = (ms: number, state: string) => ({ expiresAt: iso(ms), state })
    expect(earliestExpiry([hold(900, "live"), null, hold(300, "paying"), hold(500, "live"), hold(-5, "expired")])).toBe(
      iso(500)
    )
    expect(earliestExpiry([null, hold(300, "paying")])).toBeNull()
  })
})
