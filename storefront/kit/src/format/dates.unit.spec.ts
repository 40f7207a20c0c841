import { dayKey, formatDateRange, formatDay, formatTime, formatTimeRange, groupByDay, zoneName } from "./dates.ts"

const berlin = { timeZone: "Europe/Berlin", locale: "en-GB" }

describe("dates in the event's zone", () => {
  it("are the event's, not the reader's", () => {
    expect(formatTime("2026-06-19T22:30:00Z", berlin)).toBe("00:30")
    expect(formatDay("2026-06-19T22:30:00Z", berlin)).toBe("Saturday 20 June")
    expect(dayKey("2026-06-19T22:30:00Z", "Europe/Berlin")).toBe("2026-06-20")
    expect(dayKey("2026-06-20T02:30:00Z", "America/New_York")).toBe("2026-06-19")
  })
  it("follow daylight saving time", () => {
    expect(formatTime("2026-10-24T10:00:00Z", berlin)).toBe("12:00")
    expect(formatTime("2026-10-25T10:00:00Z", berlin)).toBe("11:00")
    expect(zoneName("2026-06-19T10:00:00Z", berlin)).toBe("CEST")
  })
  it("say once what two dates share", () => {
    expect(formatDateRange("2026-06-19T08:00:00Z", "2026-06-20T20:00:00Z", berlin)).toMatch(/^19\s?–\s?20 June 2026$/u)
    expect(formatDateRange("2026-06-19T08:00:00Z", "2026-06-19T20:00:00Z", berlin)).toBe("19 June 2026")
    expect(formatTimeRange("2026-06-19T08:00:00Z", "2026-06-19T08:50:00Z", berlin)).toBe("10:00–10:50")
  })
  it("fall back to UTC for a zone nobody knows", () => {
    expect(formatTime("2026-06-19T08:00:00Z", { timeZone: "Mars/Olympus", locale: "en-GB" })).toBe("08:00")
  })
})

describe("groupByDay", () => {
  it("sorts by start, day by day", () => {
    const at = (startsAt: string) => ({ startsAt })
    const groups = groupByDay(
      [at("2026-06-20T08:00:00Z"), at("2026-06-19T22:30:00Z"), at("2026-06-19T08:00:00Z")],
      "Europe/Berlin"
    )
    expect(groups).toEqual([
      { day: "2026-06-19", items: [at("2026-06-19T08:00:00Z")] },
      { day: "2026-06-20", items: [at("2026-06-19T22:30:00Z"), at("2026-06-20T08:00:00Z")] },
    ])
  })
})
