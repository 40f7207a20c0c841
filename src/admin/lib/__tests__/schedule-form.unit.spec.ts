import { scheduleFormValues, scheduleInput, validateSchedule } from "../schedule-form"
import { AdminOffer } from "../types"

const zone = "Europe/Berlin"
const now = Date.parse("2027-05-01T12:00:00Z")
const offer = { starts_at: "2027-05-02T08:00:30.000Z", expires_at: null } as AdminOffer

const keys = (starts_at: string, expires_at: string) =>
  Object.fromEntries(
    Object.entries(validateSchedule({ starts_at, expires_at }, zone, now)).flatMap(([path, problem]) =>
      problem ? [[path, problem.key]] : []
    )
  )

it("shows the sale on the event's clocks and keeps what wasn't touched", () => {
  const values = scheduleFormValues(offer, zone)
  expect(values).toEqual({ starts_at: "2027-05-02T10:00", expires_at: "" })
  expect(scheduleInput(values, zone, offer)).toEqual({ starts_at: "2027-05-02T08:00:30.000Z", expires_at: null })
  expect(scheduleInput({ starts_at: "", expires_at: "2027-05-03T10:00" }, zone, offer)).toEqual({
    starts_at: null,
    expires_at: "2027-05-03T08:00:00.000Z",
  })
})

it("refuses a sale that is over or ends before it begins", () => {
  expect(keys("", "")).toEqual({})
  expect(keys("2027-04-01T10:00", "2027-05-01T14:01")).toEqual({})
  expect(keys("", "2027-05-01T14:00")).toEqual({ expires_at: "expiryPast" })
  expect(keys("2027-05-03T10:00", "2027-05-03T10:00")).toEqual({ expires_at: "expiryAfterStart" })
  expect(keys("2027-03-28T02:30", "")).toEqual({ starts_at: "skippedTime" })
})
