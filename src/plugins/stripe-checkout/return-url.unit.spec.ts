import { resolveReturnUrl } from "./return-url"

const storefronts = ["https://shop.example", "http://localhost:8000"]

describe("resolveReturnUrl", () => {
  it("takes URLs on a configured storefront", () => {
    expect(resolveReturnUrl("https://shop.example/return?cart=1", storefronts)).toBe("https://shop.example/return?cart=1")
  })

  it("goes to the first storefront when none is given", () => {
    expect(resolveReturnUrl(undefined, storefronts, "/cart")).toBe("https://shop.example/cart")
  })

  it("keeps Stripe's placeholder for the session's id, however often it is asked", () => {
    const url = resolveReturnUrl("https://shop.example/return?session={CHECKOUT_SESSION_ID}", storefronts)
    expect(url).toBe("https://shop.example/return?session={CHECKOUT_SESSION_ID}")
    expect(resolveReturnUrl(url, storefronts)).toBe(url)
  })

  it.each([
    "https://evil.example/",
    "https://shop.example.evil.example/",
    "https://shop.example@evil.example/",
    "http://shop.example/",
    "//shop.example/",
    "javascript:alert(1)",
    "not a url",
    "https://user:password@shop.example/",
    "",
  ])("refuses %s", (url) => {
    expect(() => resolveReturnUrl(url, storefronts)).toThrow(expect.objectContaining({ code: "return_url_not_allowed" }))
  })

  it("refuses to guess when no storefront is configured", () => {
    expect(() => resolveReturnUrl(undefined, [])).toThrow(expect.objectContaining({ code: "return_url_not_allowed" }))
  })
})
