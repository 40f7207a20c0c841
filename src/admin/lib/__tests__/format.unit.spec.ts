import { formatCountdown, formatDateTimeRange, formatHours } from "../format"

const plain = (text: string) => text.replace(/\s/g, " ")

it("says day and zone once", () => {
  const range = formatDateTimeRange("2027-03-05T08:00:00Z", "2027-03-05T09:00:00Z", "Europe/Berlin", "en-GB")
  expect(plain(range)).toMatch(/^5 Mar 2027, 09:00\W+10:00 CET$/)
})

it("says both zones when the clocks change in between", () => {
  const range = formatDateTimeRange("2027-03-27T08:00:00Z", "2027-03-28T16:00:00Z", "Europe/Berlin", "en-GB")
  expect(plain(range)).toBe("27 Mar 2027, 09:00 CET – 28 Mar 2027, 18:00 CEST")
})

it("names the second day of a session past midnight", () => {
  expect(plain(formatHours("2027-05-01T21:00:00Z", "2027-05-01T23:00:00Z", "Europe/Berlin", "en-GB"))).toBe(
    "23:00 – Sun, 2 May 2027, 01:00"
  )
})

it("counts down and never below zero", () => {
  expect([formatCountdown(-3), formatCountdown(65.9), formatCountdown(3_845)]).toEqual(["0:00", "1:05", "1:04:05"])
})
