import { instantOf, instantOrKept, isTimeZone, timeZoneOptions, wallTimeOf, zoneName } from "../time-zone"

describe("instantOf", () => {
  it.each([
    ["2027-01-15T18:30", "Europe/Berlin", "2027-01-15T17:30:00.000Z"],
    ["2027-07-15T18:30", "Europe/Berlin", "2027-07-15T16:30:00.000Z"],
    ["2027-07-15T18:30", "America/New_York", "2027-07-15T22:30:00.000Z"],
    ["2027-07-15T18:30", "Asia/Kolkata", "2027-07-15T13:00:00.000Z"],
    ["2027-07-15T18:30", "Australia/Lord_Howe", "2027-07-15T08:00:00.000Z"],
    ["2027-01-01T00:00", "Pacific/Kiritimati", "2026-12-31T10:00:00.000Z"],
    ["2027-07-15T18:30", "UTC", "2027-07-15T18:30:00.000Z"],
  ])("reads %s in %s", (wall, zone, iso) => {
    expect(instantOf(wall, zone)).toEqual({ kind: "exact", iso })
  })

  it("says that the hour the clocks skip does not exist", () => {
    expect(instantOf("2027-03-28T02:30", "Europe/Berlin")).toEqual({
      kind: "skipped",
      iso: "2027-03-28T01:30:00.000Z", // shown as 03:30
    })
    expect(instantOf("2027-03-28T01:59", "Europe/Berlin").kind).toBe("exact")
    expect(instantOf("2027-03-28T03:00", "Europe/Berlin").kind).toBe("exact")
    expect(instantOf("2027-03-14T02:15", "America/New_York").kind).toBe("skipped")
  })

  it("takes the first of an hour that happens twice", () => {
    expect(instantOf("2027-10-31T02:30", "Europe/Berlin")).toEqual({
      kind: "ambiguous",
      iso: "2027-10-31T00:30:00.000Z", // still summer time
    })
    expect(instantOf("2027-10-31T03:00", "Europe/Berlin")).toEqual({ kind: "exact", iso: "2027-10-31T02:00:00.000Z" })
  })

  it("knows half-hour changes", () => {
    // Lord Howe Island moves its clocks by 30 minutes.
    expect(instantOf("2027-10-03T02:15", "Australia/Lord_Howe").kind).toBe("skipped")
    expect(instantOf("2027-10-03T02:30", "Australia/Lord_Howe").kind).toBe("exact")
    expect(instantOf("2027-04-04T01:45", "Australia/Lord_Howe").kind).toBe("ambiguous")
  })

  it.each(["", "tomorrow", "2027-02-30T10:00", "2027-13-01T10:00", "2027-01-01T25:00", "2027-01-01"])(
    "refuses %p",
    (wall) => {
      expect(instantOf(wall, "Europe/Berlin")).toEqual({ kind: "invalid" })
    }
  )

  it("refuses an unknown zone", () => {
    expect(instantOf("2027-01-01T10:00", "Mars/Olympus")).toEqual({ kind: "invalid" })
    expect(isTimeZone("")).toBe(false)
  })
})

describe("wallTimeOf", () => {
  it("is the inverse all through a year, where a time exists once", () => {
    for (const zone of ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]) {
      for (let instant = Date.UTC(2027, 0, 1); instant < Date.UTC(2028, 0, 1); instant += 5 * 3_600_000) {
        const iso = new Date(instant).toISOString()
        const back = instantOf(wallTimeOf(iso, zone), zone)
        expect(back.kind === "ambiguous" || ("iso" in back && back.iso === iso)).toBe(true)
      }
    }
  })

  it("is empty for nothing", () => {
    expect(wallTimeOf(null, "UTC")).toBe("")
    expect(wallTimeOf("nonsense", "UTC")).toBe("")
  })
})

describe("instantOrKept", () => {
  it("keeps the instant of an untouched field", () => {
    // The second 02:30 of the night: typing it again would mean the first.
    const second = "2027-10-31T01:30:00.000Z"
    expect(instantOrKept("2027-10-31T02:30", "Europe/Berlin", second)).toBe(second)
    const withSeconds = "2027-05-01T10:00:42.000Z"
    expect(instantOrKept("2027-05-01T10:00", "UTC", withSeconds)).toBe(withSeconds)
  })

  it("reads a changed one", () => {
    expect(instantOrKept("2027-05-01T11:00", "UTC", "2027-05-01T10:00:42.000Z")).toBe("2027-05-01T11:00:00.000Z")
    expect(instantOrKept("", "UTC", "2027-05-01T10:00:42.000Z")).toBeNull()
  })
})

it("names zones", () => {
  expect(zoneName("Europe/Berlin", new Date("2027-07-01T00:00:00Z"), "en-US")).toBe("GMT+2")
  const options = timeZoneOptions("Etc/GMT-14")
  expect(options.map((option) => option.value)).toEqual(expect.arrayContaining(["UTC", "Europe/Berlin", "Etc/GMT-14"]))
})
