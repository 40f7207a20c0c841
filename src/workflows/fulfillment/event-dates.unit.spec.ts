import { eventDates } from "./event-dates"

const at = (starts: string, ends: string, time_zone: string) => eventDates({ starts_at: new Date(starts), ends_at: new Date(ends), time_zone })

describe("eventDates", () => {
  it("says one day once", () => {
    expect(at("2027-05-01T09:00:00Z", "2027-05-01T16:00:00Z", "Europe/Berlin")).toEqual(["Sat, 1 May 2027, 11:00–18:00", "(CEST)"])
  })

  it("says first and last day, in the event's own time and not the server's", () => {
    expect(at("2027-05-01T20:00:00Z", "2027-05-03T20:00:00Z", "Asia/Tokyo")).toEqual(["Sun, 2 May 2027, 05:00 – Tue, 4 May 2027, 05:00", "(GMT+9)"])
  })

  it("uses no sign but the ordinary space between them", () => {
    expect(at("2027-05-01T20:00:00Z", "2027-05-03T20:00:00Z", "America/New_York").join(" ")).toMatch(/^[\x20-\x7e–]+$/)
  })
})
