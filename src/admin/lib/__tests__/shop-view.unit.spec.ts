import { fewLeft, isHidden, refusalNow, savedPercent } from "../shop-view"
import { AdminOffer } from "../types"

const now = Date.parse("2027-05-01T12:00:00Z")
const stock = (available: number | null) => ({ total: available, sold: 0, held: 0, available })
const offer = (over: object = {}) =>
  ({
    status: "published",
    starts_at: null,
    expires_at: null,
    stock: stock(5),
    prices: [{ currency_code: "eur", amount: 10, compare_at_amount: null }],
    ...over,
  }) as AdminOffer

it("says what an attendee would be told, the most final reason first", () => {
  const told = (over: object) => refusalNow(offer(over), now)
  expect(told({})).toBeNull()
  expect(told({ status: "draft", stock: stock(0) })).toBe("offer_not_published")
  expect(told({ status: "archived" })).toBe("offer_archived")
  expect(told({ starts_at: "2027-05-01T12:00:01Z" })).toBe("offer_not_started")
  expect(told({ starts_at: "2027-05-01T12:00:00Z" })).toBeNull()
  expect(told({ expires_at: "2027-05-01T12:00:00Z", stock: stock(0) })).toBe("offer_expired")
  expect(told({ expires_at: "2027-05-01T12:00:01Z" })).toBeNull()
  expect(told({ prices: [] })).toBe("currency_not_priced")
  expect(told({ stock: stock(0) })).toBe("offer_sold_out")
  expect(told({ stock: stock(null) })).toBeNull()
})

it("keeps in sight only what is sold out", () => {
  expect([isHidden(null), isHidden("offer_sold_out"), isHidden("offer_expired")]).toEqual([false, false, true])
})

it("says how few are left, as the storefront does", () => {
  expect([0, 1, 10, 11, null].map((available) => fewLeft(stock(available)))).toEqual([null, 1, 10, null, null])
})

it("promises no more saving than there is", () => {
  const saved = (amount: number, compare_at_amount: number | null) => savedPercent({ amount, compare_at_amount })
  expect([saved(40, 60), saved(59.9, 60), saved(60, 60), saved(10, null), saved(0, 10)]).toEqual([33, null, null, null, 100])
})
