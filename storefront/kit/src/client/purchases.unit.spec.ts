import { startTestServer, type TestServer } from "../../testing/test-server.ts"
import { createMonetizationClient } from "./create-client.ts"

let server: TestServer
afterEach(() => server.close())

const client = () => createMonetizationClient({ baseUrl: server.url, publishableKey: "pk", retries: 0 })

describe("purchases", () => {
  it("lists a guest's by the token of the link, which stays out of the address", async () => {
    server = await startTestServer(() => ({ json: { purchases: [], count: 0, offset: 0, limit: 20 } }))
    await client().purchases.listByToken("a+b/c=&limit=9", { limit: 20 })
    expect(server.requests).toMatchObject([{ method: "POST", url: "/store/offer-purchases", body: { limit: 20, token: "a+b/c=&limit=9" } }])
  })

  it("asks for links with the guest's token or the customer's own", async () => {
    server = await startTestServer(() => ({ json: { url: "https://api.example.com/offer-files/x", expiresAt: "2026-06-01T12:10:00Z" } }))
    const link = await client().purchases.downloadLink("opur_1", { assetId: "asset_1", token: "t" })
    await client().purchases.ticketLink("opur_1", { unitId: "offunit_1" })
    expect(link.url).toBe("https://api.example.com/offer-files/x")
    expect(server.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ["POST", "/store/offer-purchases/opur_1/download-link", { assetId: "asset_1", token: "t" }],
      ["POST", "/store/offer-purchases/opur_1/ticket-link", { unitId: "offunit_1" }],
    ])
  })

  it.each(["purchases_token_expired", "purchase_refunded", "file_unavailable"])("keeps the code %s", async (code) => {
    server = await startTestServer(() => ({ status: 400, json: { type: "not_allowed", code, message: "No." } }))
    await expect(client().purchases.downloadLink("opur_1", { assetId: "asset_1" })).rejects.toMatchObject({ code, status: 400 })
  })
})

it("asks for recommended offers of a cart", async () => {
  server = await startTestServer(() => ({ json: { offers: [], count: 0, offset: 0, limit: 50 } }))
  await client().offers.list({ eventId: "evt_1", placement: "CHECKOUT", cartId: "cart_1", sort: "recommended" })
  expect(server.requests[0]?.url).toBe("/store/offers?eventId=evt_1&placement=CHECKOUT&cartId=cart_1&sort=recommended")
})
