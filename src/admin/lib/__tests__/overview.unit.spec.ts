import { overviewFigures } from "../overview"
import { AdminEvent, AdminOffer } from "../types"

const now = Date.parse("2027-05-01T12:00:00Z")

const offer = (over: object) =>
  ({
    id: "offer_1",
    status: "published",
    expires_at: null,
    stock: { total: 10, sold: 2, held: 1, available: 7 },
    stripe: { status: "synced" },
    ...over,
  }) as AdminOffer

const event = (over: object) => ({ id: "evt", status: "published", ...over }) as AdminEvent

it("sums what is on sale and what was sold", () => {
  const figures = overviewFigures(
    [
      offer({}),
      offer({ stock: { total: null, sold: 5, held: 1, available: null } }),
      offer({ status: "archived", stock: { total: 4, sold: 4, held: 0, available: 0 } }),
      offer({ status: "draft", stock: { total: 9, sold: 0, held: 0, available: 9 } }),
    ],
    [],
    now
  )
  expect(figures).toMatchObject({ publishedOffers: 2, unitsSold: 11, liveHolds: 2, unitsLeft: 7, attention: [] })
})

it("calls stock unlimited only when all of it is", () => {
  const unlimited = offer({ stock: { total: null, sold: 0, held: 0, available: null } })
  expect(overviewFigures([unlimited], [], now).unitsLeft).toBeNull()
  expect(overviewFigures([], [], now).unitsLeft).toBe(0)
})

it("finds what needs a look", () => {
  const reasons = (over: object) => overviewFigures([offer(over)], [], now).attention.flatMap((entry) => entry.reasons)
  expect(reasons({ stock: { total: 1, sold: 1, held: 0, available: 0 } })).toEqual(["sold_out"])
  expect(reasons({ expires_at: "2027-05-08T12:00:00Z" })).toEqual(["expires_soon"])
  expect(reasons({ expires_at: "2027-05-08T12:00:01Z" })).toEqual([])
  expect(reasons({ expires_at: "2027-05-01T12:00:00Z" })).toEqual(["expired"])
  expect(reasons({ status: "draft", stripe: { status: "failed" } })).toEqual(["stripe_failed"])
  expect(reasons({ status: "archived", stripe: { status: "failed" }, expires_at: "2027-05-02T00:00:00Z" })).toEqual([])
})

it("lists events that are not over, the next first", () => {
  const figures = overviewFigures(
    [],
    [
      event({ id: "later", starts_at: "2027-07-01T00:00:00Z", ends_at: "2027-07-02T00:00:00Z" }),
      event({ id: "running", starts_at: "2027-04-30T00:00:00Z", ends_at: "2027-05-02T00:00:00Z" }),
      event({ id: "over", starts_at: "2027-04-01T00:00:00Z", ends_at: "2027-04-02T00:00:00Z" }),
      event({ id: "archived", status: "archived", starts_at: "2027-07-01T00:00:00Z", ends_at: "2027-07-02T00:00:00Z" }),
    ],
    now
  )
  expect(figures.upcomingEvents.map(({ id }) => id)).toEqual(["running", "later"])
})
