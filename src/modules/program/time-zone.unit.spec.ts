import { isTimeZone } from "./time-zone"

describe("isTimeZone", () => {
  it.each(["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC", "Asia/Kolkata"])("knows %s", (name) => {
    expect(isTimeZone(name)).toBe(true)
  })

  it.each(["", "Europe/Atlantis", "+02:00", "-05:00", "Berlin", " UTC"])("refuses %j", (name) => {
    expect(isTimeZone(name)).toBe(false)
  })
})
