import { formatFileSize } from "../file-size"
import { acceptanceRate } from "../funnel-rate"
import { linkedOrders } from "../linked-orders"
import { maskCode } from "../mask-code"
import { purchaseTotals } from "../purchase-totals"
import { uploadProblem } from "../uploads"

it("shows of a code only its end", () => {
  expect(maskCode("7KQM-X2PD-9RTV")).toBe("••••••••9RTV")
  expect(maskCode("ABCD")).toBe("••••CD")
  expect(maskCode("AB")).toBe("••••")
})

it("says a file's size as people do", () => {
  expect([0, 1, 6].map((bytes) => formatFileSize(bytes, "en-US"))).toEqual(["0 bytes", "1 byte", "6 bytes"])
  expect(formatFileSize(1536, "en-US")).toBe("1.5 kB")
  expect(formatFileSize(3.4 * 1024 * 1024, "en-US")).toBe("3.4 MB")
  expect(formatFileSize(5 * 1024 ** 4, "en-US")).toBe("5,120 GB")
})

it("sums a customer's purchases a currency, without what was refunded", () => {
  const bought = (currency_code: string, total: number, quantity: number, refunded_quantity: number) => ({
    currency_code,
    total,
    quantity,
    refunded_quantity,
  })
  expect(
    purchaseTotals([bought("eur", 30, 3, 1), bought("usd", 10, 1, 1), bought("eur", 5, 1, 0), bought("jpy", 100, 1, 0)])
  ).toEqual([
    { currency_code: "eur", spent: 25, units: 3 },
    { currency_code: "jpy", spent: 100, units: 1 },
    { currency_code: "usd", spent: 0, units: 0 },
  ])
})

it("says the share of yeses once somebody has answered", () => {
  expect(acceptanceRate({ started: 9, accepted: 0, declined: 0, revenue: [] })).toBeNull()
  expect(acceptanceRate({ started: 9, accepted: 1, declined: 3, revenue: [] })).toBe(0.25)
})

it("believes of an order's metadata only what looks like orders", () => {
  expect(linkedOrders({ parent_order_id: "order_01A", post_purchase_order_ids: ["order_01B", "../x", 3] })).toEqual({
    parent: "order_01A",
    followUps: ["order_01B"],
  })
  expect(linkedOrders({ parent_order_id: "javascript:alert(1)", post_purchase_order_ids: "order_1" })).toEqual({
    parent: null,
    followUps: [],
  })
  expect(linkedOrders(null)).toEqual({ parent: null, followUps: [] })
})

it("tells a file that is too large from a connection that broke", () => {
  expect(uploadProblem(Object.assign(new Error(""), { status: 413 }))).toEqual({ key: "file_too_large", text: undefined })
  expect(uploadProblem(new Error("The connection broke"))).toEqual({ key: "upload_broken" })
  expect(uploadProblem(Object.assign(new Error("No."), { status: 400, code: "file_type_not_allowed" }))).toEqual({
    key: "file_type_not_allowed",
    text: "No.",
  })
})
