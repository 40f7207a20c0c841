import { createStripeClient } from "./client"

describe("createStripeClient", () => {
  it("talks to Stripe, or to the address it is given", () => {
    expect(createStripeClient({ apiKey: "sk_test_1" }).getApiField("host")).toBe("api.stripe.com")
    const local = createStripeClient({ apiKey: "sk_test_1", apiBase: "http://localhost:12111" })
    expect([local.getApiField("host"), local.getApiField("port"), local.getApiField("protocol")]).toEqual(["localhost", "12111", "http"])
  })

  it.each(["localhost:12111", "ftp://x", "http://x/v1", "nonsense"])("refuses %s, naming the option", (apiBase) => {
    expect(() => createStripeClient({ apiKey: "sk_test_1", apiBase })).toThrow(/"apiBase"/)
  })
})
