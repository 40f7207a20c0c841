import { attentionReasons } from "../attention"
import { AdminOffer } from "../types"

const now = Date.parse("2027-05-01T12:00:00Z")

const reasons = (over: object) =>
  attentionReasons(
    {
      status: "published",
      expires_at: null,
      stock: { total: 10, sold: 2, held: 1, available: 7 },
      stripe: { status: "synced" },
      ...over,
    } as AdminOffer,
    now
  )

it("finds what needs a look", () => {
  expect(reasons({})).toEqual([])
  expect(reasons({ stock: { total: 1, sold: 1, held: 0, available: 0 } })).toEqual(["sold_out"])
  expect(reasons({ stock: { total: null, sold: 9, held: 0, available: null } })).toEqual([])
  expect(reasons({ expires_at: "2027-05-08T12:00:00Z" })).toEqual(["expires_soon"])
  expect(reasons({ expires_at: "2027-05-08T12:00:01Z" })).toEqual([])
  expect(reasons({ expires_at: "2027-05-01T12:00:00Z" })).toEqual(["expired"])
})

it("asks of a draft only whether Stripe took it, and of an archived offer nothing", () => {
  expect(reasons({ status: "draft", stripe: { status: "failed" }, expires_at: "2027-05-01T12:00:00Z" })).toEqual(["stripe_failed"])
  expect(reasons({ status: "archived", stripe: { status: "failed" }, expires_at: "2027-05-02T00:00:00Z" })).toEqual([])
})
