import { withoutServerData } from "./server-data"

const sent = { id: "cs_1", session_id: "payses_1", url: "https://elsewhere.example", recreated_from: "cs_2", payment_method: "pm_1", cart_id: "cart_1" }

describe("a client's wishes for a payment session", () => {
  it.each([
    ["pp_stripe-checkout_stripe-checkout", { cart_id: "cart_1" }],
    ["pp_stripe_stripe", { url: sent.url, recreated_from: "cs_2", payment_method: "pm_1", cart_id: "cart_1" }],
    ["pp_stripe-bancontact_stripe", { url: sent.url, recreated_from: "cs_2", payment_method: "pm_1", cart_id: "cart_1" }],
    ["pp_system_default", sent],
    ["pp_stripeless_x", sent],
    [undefined, sent],
  ])("reach %s without what is the server's to write", (provider, kept) => {
    expect(withoutServerData(provider, sent)).toEqual(kept)
  })

  it.each([undefined, null, "id", 7])("that are none (%s) stay for Medusa to refuse", (data) => {
    expect(withoutServerData("pp_stripe-checkout_x", data)).toBe(data)
  })
})
