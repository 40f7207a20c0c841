import { admitted, CheckInEntry, CheckInKind, ECHO_MILLISECONDS, isEcho, refusalOf, scannedToken, withEntry } from "../check-in"

const refused = (code: string, message = "No.") => Object.assign(new Error(message), { status: 400, code })

it("knows the server's refusals", () => {
  const kinds = ["ticket_already_used", "ticket_refunded", "ticket_other_event", "ticket_invalid"].map(
    (code) => refusalOf(refused(code)).kind
  )
  expect(kinds).toEqual(["used", "refunded", "otherEvent", "unknown"])
})

it("says when a used ticket was used", () => {
  expect(refusalOf(refused("ticket_already_used", "Used at 2027-05-01T18:30:00.000Z.")).usedAt).toBe("2027-05-01T18:30:00.000Z")
  expect(refusalOf(refused("ticket_already_used", "Used before.")).usedAt).toBeNull()
})

it("blames no ticket for a server that didn't answer", () => {
  expect(refusalOf(new TypeError("Failed to fetch"))).toEqual({ kind: "failed", message: null, usedAt: null })
  expect(refusalOf(Object.assign(new Error("Busy"), { status: 503 })).kind).toBe("failed")
})

it("finds the token in what a scanner typed", () => {
  expect(scannedToken(" abc.DEF-1_2 \r\n")).toBe("abc.DEF-1_2")
  expect(scannedToken("https://shop.example/tickets/abc.def")).toBe("abc.def")
  expect(scannedToken("https://shop.example/tickets?token=abc.def")).toBe("abc.def")
  expect(scannedToken("  ")).toBe("")
})

it("takes a code read twice in a moment for one scan", () => {
  expect(isEcho(undefined, "a", 0)).toBe(false)
  expect(isEcho({ token: "a", at: 0 }, "a", ECHO_MILLISECONDS - 1)).toBe(true)
  expect(isEcho({ token: "a", at: 0 }, "a", ECHO_MILLISECONDS)).toBe(false)
  expect(isEcho({ token: "a", at: 0 }, "b", 1)).toBe(false)
})

it("counts who was let in and stayed so", () => {
  const kinds: CheckInKind[] = ["ok", "undone", "used", "ok"]
  expect(admitted(kinds.map((kind) => ({ kind }) as CheckInEntry))).toBe(2)
})

describe("the history of a sitting", () => {
  const entry = (number: number, kind: CheckInKind) => ({ number, kind }) as CheckInEntry
  const kindsOf = (history: CheckInEntry[]) => history.map(({ number, kind }) => `${number} ${kind}`)

  it("shows the newest scan first, also when the one before is answered after it", () => {
    const scanned = [entry(1, "checking"), entry(2, "checking"), entry(2, "ok"), entry(1, "used")]
    const states: string[][] = []
    scanned.reduce((history, one) => {
      const next = withEntry(history, one)
      states.push(kindsOf(next))
      return next
    }, [] as CheckInEntry[])
    expect(states).toEqual([["1 checking"], ["2 checking", "1 checking"], ["2 ok", "1 checking"], ["2 ok", "1 used"]])
  })

  it("counts nobody as let in who is still being asked about", () => {
    expect(admitted([entry(2, "checking"), entry(1, "ok")])).toBe(1)
  })
})
