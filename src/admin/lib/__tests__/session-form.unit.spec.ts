import { SessionFormValues, sessionFormValues, sessionInput, validateSession } from "../session-form"
import { AdminEvent } from "../types"

const event = {
  id: "evt_1",
  time_zone: "America/New_York",
  starts_at: "2027-05-01T13:00:00.000Z",
  ends_at: "2027-05-02T22:00:00.000Z",
} as AdminEvent

const valid = (over: Partial<SessionFormValues> = {}): SessionFormValues => ({
  ...sessionFormValues(event),
  title: "Keynote",
  capacity: "40",
  ...over,
})

const keys = (over: Partial<SessionFormValues>) =>
  Object.fromEntries(
    Object.entries(validateSession(valid(over), event)).flatMap(([path, problem]) => (problem ? [[path, problem.key]] : []))
  )

it("starts with the event's first hour, on the event's clocks", () => {
  const { starts_at, ends_at } = sessionFormValues(event)
  expect([starts_at, ends_at]).toEqual(["2027-05-01T09:00", "2027-05-01T10:00"])
})

it("keeps a session in order and inside its event", () => {
  expect(keys({})).toEqual({})
  expect(keys({ ends_at: "2027-05-01T09:00" })).toEqual({ ends_at: "endAfterStart" })
  expect(keys({ starts_at: "2027-05-01T08:59" })).toEqual({ starts_at: "outsideEvent" })
  expect(keys({ ends_at: "2027-05-02T18:01" })).toEqual({ ends_at: "outsideEvent" })
})

it("takes no seats and no fewer", () => {
  expect(keys({ capacity: "0" })).toEqual({})
  expect(keys({ capacity: "-1" })).toEqual({ capacity: "wholeNumber" })
  expect(keys({ capacity: "", overflow_limit: "" })).toEqual({ capacity: "required", overflow_limit: "required" })
})

it("makes the request of the form", () => {
  expect(sessionInput(valid({ room: " Hall " }), event)).toMatchObject({
    title: "Keynote",
    room: "Hall",
    section: null,
    capacity: 40,
    overflow_limit: 0,
    starts_at: "2027-05-01T13:00:00.000Z",
    ends_at: "2027-05-01T14:00:00.000Z",
  })
})
