import { resolveExpiresAt } from "./expires-at"
import { resolveOptions } from "./options"
import { resolveReturnUrl } from "./return-url"
import { parseSessionData } from "./session-data"
import { buildSessionParams } from "./session-params"

const OPTIONS = resolveOptions({ apiKey: "sk_test_1", webhookSecret: "whsec_1", returnUrls: ["https://shop.example/return"] })

describe("options", () => {
  it.each([
    [{}, /"apiKey".*"webhookSecret".*"returnUrls"/s],
    [{ apiKey: "sk", webhookSecret: "", returnUrls: ["https://a.example"] }, /"webhookSecret" is required/],
    [{ apiKey: "sk", webhookSecret: "wh", returnUrls: [] }, /"returnUrls" must name/],
    [{ apiKey: "sk", webhookSecret: "wh", returnUrls: ["shop"] }, /"returnUrls.0" must be an http/],
    [{ apiKey: "sk", webhookSecret: "wh", returnUrls: ["https://a.example"], captureMode: "manual" }, /captureMode/],
  ])("%#: names what is wrong", (given, message) => {
    expect(() => resolveOptions(given)).toThrow(message)
  })
})

describe("return addresses", () => {
  const allowed = ["https://shop.example/return", "http://localhost:8000"]

  it("defaults to the first one, and keeps Stripe's placeholder", () => {
    expect(resolveReturnUrl(undefined, allowed)).toBe("https://shop.example/return")
    expect(resolveReturnUrl("https://shop.example/ok/{CHECKOUT_SESSION_ID}?a={CHECKOUT_SESSION_ID}", allowed)).toBe(
      "https://shop.example/ok/{CHECKOUT_SESSION_ID}?a={CHECKOUT_SESSION_ID}"
    )
    expect(resolveReturnUrl("http://localhost:8000/x?cart=1", allowed)).toBe("http://localhost:8000/x?cart=1")
  })

  it.each([
    "https://evil.example/",
    "https://shop.example.evil.example/",
    "https://shop.example@evil.example/",
    "https://jo:pw@shop.example/",
    "http://shop.example/",
    "//evil.example",
    "/relative",
    "javascript:alert(1)",
    "https://evil.example\\@shop.example/",
    "",
  ])("refuses %s", (asked) => {
    expect(() => resolveReturnUrl(asked, allowed)).toThrow(expect.objectContaining({ code: "return_url_not_allowed" }))
  })
})

describe("expiry", () => {
  const now = 1_800_000_000
  it.each([
    [undefined, now + 1920],
    [now - 5, now + 1920],
    [now + 60, now + 1920],
    [now + 3600, now + 3600],
    [now + 7 * 86400, now + 86400 - 120],
  ])("%p", (asked, expected) => expect(resolveExpiresAt(asked, now * 1000)).toBe(expected))
})

describe("session data", () => {
  it("drops what it does not know, and empty things", () => {
    expect(parseSessionData({ id: "cs_1", url: "https://evil.example", amount: 1, session_id: "payses_1", cart_id: null, expires_at: 5 })).toEqual({
      session_id: "payses_1",
      expires_at: 5,
    })
  })

  it.each([
    { line_items: "x" },
    { line_items: [{ name: "a", quantity: 0, unit_amount: 1 }] },
    { line_items: [{ name: "a", quantity: 1, unit_amount: -1 }] },
    { line_items: [{ name: "a", quantity: 1.5, unit_amount: 1 }] },
    { success_url: 5 },
    { expires_at: "soon" },
  ])("refuses %p", (data) => {
    expect(() => parseSessionData(data)).toThrow(expect.objectContaining({ code: "invalid_request" }))
  })
})

describe("session parameters", () => {
  const request = { sessionId: "payses_1", amount: 3000, currencyCode: "USD" }

  it("shows the lines that add up, else one", () => {
    const line_items = [{ name: "Ticket", quantity: 2, unit_amount: 1000 }, { name: "Hoodie", quantity: 1, unit_amount: 1000, stripe_price_id: "price_1" }]
    const shown = buildSessionParams({ ...request, data: { line_items } }, OPTIONS)
    expect(shown.line_items).toEqual([
      { quantity: 2, price_data: { currency: "usd", unit_amount: 1000, product_data: { name: "Ticket" } } },
      { quantity: 1, price: "price_1" },
    ])
    const other = buildSessionParams({ ...request, amount: 2999, data: { line_items } }, OPTIONS)
    expect(other.line_items).toEqual([{ quantity: 1, price_data: { currency: "usd", unit_amount: 2999, product_data: { name: "Your order" } } }])
  })

  it("needs nothing but the amount", () => {
    expect(buildSessionParams({ ...request, data: {} }, OPTIONS)).toMatchObject({
      mode: "payment",
      success_url: "https://shop.example/return",
      cancel_url: "https://shop.example/return",
      metadata: { session_id: "payses_1" },
      payment_intent_data: { metadata: { session_id: "payses_1" }, capture_method: "automatic", setup_future_usage: "off_session" },
      customer_creation: "always",
    })
  })

  it("keeps no card when told not to, and asks for no second customer", () => {
    const off = buildSessionParams({ ...request, data: {}, email: "jo@example.com" }, { ...OPTIONS, savePaymentMethods: false })
    expect(off.payment_intent_data).not.toHaveProperty("setup_future_usage")
    expect(off).toMatchObject({ customer_email: "jo@example.com" })
    expect(off).not.toHaveProperty("customer_creation")
    const known = buildSessionParams({ ...request, data: {}, email: "jo@example.com", customerId: "cus_1" }, OPTIONS)
    expect(known).toMatchObject({ customer: "cus_1" })
    expect(known).not.toHaveProperty("customer_email")
    expect(known).not.toHaveProperty("customer_creation")
  })
})
