import { eventDays, zonedTime } from "./event-dates"

describe("eventDays", () => {
  it("begins on the first Friday that is far enough away", () => {
    expect(eventDays(new Date("2026-11-22T12:00:00Z"), 58, 2)).toEqual(["2027-01-22", "2027-01-23"])
    expect(eventDays(new Date("2026-11-27T12:00:00Z"), 0, 1)).toEqual(["2026-11-27"])
  })
})

describe("zonedTime", () => {
  it.each([
    ["winter", "2027-01-22", "10:00", "Europe/Berlin", "2027-01-22T09:00:00.000Z"],
    ["summer", "2027-07-02", "10:00", "Europe/Berlin", "2027-07-02T08:00:00.000Z"],
    ["the hour after the clock goes forward", "2027-03-28", "03:30", "Europe/Berlin", "2027-03-28T01:30:00.000Z"],
    ["half-hour zones", "2027-01-22", "10:00", "Asia/Kolkata", "2027-01-22T04:30:00.000Z"],
    ["west of Greenwich", "2027-01-22", "21:00", "America/New_York", "2027-01-23T02:00:00.000Z"],
  ])("%s", (_, date, time, zone, utc) => expect(zonedTime(date, time, zone)).toBe(utc))
})
