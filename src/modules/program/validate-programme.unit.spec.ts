import { assertEvent, assertPeriod, assertSession } from "./validate-programme"

const period = { starts_at: new Date("2027-05-01T09:00:00Z"), ends_at: new Date("2027-05-01T10:00:00Z") }
const refusal = expect.objectContaining({ code: "invalid_request" })

function thrownBy(run: () => void): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}

describe("assertPeriod", () => {
  it("wants the end after the start", () => {
    expect(thrownBy(() => assertPeriod(period))).toBeUndefined()
    expect(thrownBy(() => assertPeriod({ ...period, ends_at: period.starts_at }))).toEqual(refusal)
    expect(thrownBy(() => assertPeriod({ starts_at: period.ends_at, ends_at: period.starts_at }))).toEqual(refusal)
    expect(thrownBy(() => assertPeriod({ ...period, ends_at: "never" }))).toEqual(refusal)
  })
})

describe("assertEvent", () => {
  it("wants a time zone and a handle that a URL can carry", () => {
    expect(thrownBy(() => assertEvent({ ...period, time_zone: "Europe/Berlin", handle: "summit-2027" }))).toBeUndefined()
    expect(thrownBy(() => assertEvent({ ...period, time_zone: "Mars/Base" }))).toEqual(refusal)
    expect(thrownBy(() => assertEvent({ ...period, time_zone: "UTC", handle: "Summit 2027" }))).toEqual(refusal)
    expect(thrownBy(() => assertEvent({ ...period, time_zone: "UTC", handle: "evt_1" }))).toEqual(refusal)
  })
})

describe("assertSession", () => {
  it("wants whole seats, zero or more", () => {
    expect(thrownBy(() => assertSession({ ...period, capacity: 0 }))).toBeUndefined()
    for (const capacity of [-1, 1.5, NaN, Infinity]) {
      expect(thrownBy(() => assertSession({ ...period, capacity }))).toEqual(refusal)
    }
    expect(thrownBy(() => assertSession({ ...period, capacity: 1, overflow_limit: -1 }))).toEqual(refusal)
  })
})
