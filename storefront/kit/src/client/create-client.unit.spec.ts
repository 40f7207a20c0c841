import { startTestServer, type TestServer } from "../../testing/test-server.ts"
import { createMonetizationClient, type MonetizationClientOptions } from "./create-client.ts"
import { MonetizationError } from "./monetization-error.ts"
import { memoryTokenStorage } from "./token-storage.ts"

let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const client = (options: Partial<MonetizationClientOptions> = {}) =>
  createMonetizationClient({ baseUrl: server?.url ?? "", publishableKey: "pk_1", retryBaseMs: 5, ...options })

const failure = async (promise: Promise<unknown>): Promise<MonetizationError> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason
  )
  expect(error).toBeInstanceOf(MonetizationError)
  return error as MonetizationError
}

describe("requests", () => {
  it("sends the key, the customer's token and the query", async () => {
    server = await startTestServer(() => ({ json: { offers: [], count: 0, offset: 0, limit: 50 } }))
    await client({ getAuthToken: async () => "token_1" }).offers.list({ eventId: "evt_1", placement: "IN_EVENT" })
    const [request] = server.requests
    expect(request?.url).toBe("/store/offers?eventId=evt_1&placement=IN_EVENT")
    expect(request?.headers["x-publishable-api-key"]).toBe("pk_1")
    expect(request?.headers.authorization).toBe("Bearer token_1")
  })

  it("keeps ids from a URL inside their path segment", async () => {
    server = await startTestServer(() => ({ json: { event: {} } }))
    await client().events.retrieve("../../admin/users?x=1")
    expect(server.requests[0]?.url).toBe("/store/events/..%2F..%2Fadmin%2Fusers%3Fx%3D1")
  })

  it("speaks Medusa's snake_case to Medusa's routes", async () => {
    server = await startTestServer(() => ({ json: { cart: { id: "cart_1" } } }))
    await client().carts.update("cart_1", {
      email: "a@b.co",
      shippingAddress: {
        firstName: "A",
        lastName: "B",
        address1: "Street 1",
        city: "Berlin",
        postalCode: "10115",
        countryCode: "DE",
      },
    })
    expect(server.requests[0]?.body).toEqual({
      email: "a@b.co",
      shipping_address: {
        first_name: "A",
        last_name: "B",
        address_1: "Street 1",
        city: "Berlin",
        postal_code: "10115",
        country_code: "de",
      },
    })
  })

  it("signs in and registers through Medusa's emailpass, and remembers the token", async () => {
    server = await startTestServer(({ url }) =>
      url === "/store/customers" ? { json: { customer: { id: "cus_1" } } } : { json: { token: `token:${url}` } }
    )
    const tokens = memoryTokenStorage()
    const shop = client({ tokenStorage: tokens })
    await shop.auth.register({ email: "a@b.co", password: "secret-1", firstName: "A" })
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST /auth/customer/emailpass/register",
      "POST /store/customers",
      "POST /auth/customer/emailpass",
    ])
    expect(server.requests[1]?.headers.authorization).toBe("Bearer token:/auth/customer/emailpass/register")
    expect(server.requests[2]?.headers.authorization).toBeUndefined()
    expect(tokens.get()).toBe("token:/auth/customer/emailpass")
    shop.auth.logout()
    expect(shop.auth.isSignedIn()).toBe(false)
  })
})

describe("retries", () => {
  it("repeats a GET until it is answered", async () => {
    server = await startTestServer((_, count) => (count < 3 ? { status: 503 } : { json: { regions: [{ id: "reg_1" }] } }))
    expect(await client().regions.list()).toEqual([{ id: "reg_1" }])
    expect(server.requests).toHaveLength(3)
  })

  it("repeats after a dropped connection", async () => {
    server = await startTestServer((_, count) => (count === 1 ? { drop: true } : { json: { regions: [] } }))
    expect(await client().regions.list()).toEqual([])
  })

  it("gives up after `retries` and says why", async () => {
    server = await startTestServer(() => ({ status: 502, text: "<html>Bad gateway" }))
    const error = await failure(client({ retries: 1 }).regions.list())
    expect(server.requests).toHaveLength(2)
    expect(error).toMatchObject({ status: 502, code: "http_502", isTemporary: true })
  })

  it("does not send an addition twice when it may have been done", async () => {
    server = await startTestServer(() => ({ status: 503 }))
    await failure(client().carts.addOffer("cart_1", "offer_1"))
    expect(server.requests).toHaveLength(1)
  })

  it("repeats a direct purchase under the key it was first sent with, and another under another", async () => {
    const started = { order: { id: "cart_1" }, checkoutUrl: "https://pay", checkoutToken: "proof" }
    server = await startTestServer((_, count) => (count === 1 ? { drop: true } : { json: started }))
    await client().offers.purchase("offer_1", { regionId: "reg_1" })
    await client().offers.purchase("offer_1", { regionId: "reg_1" })
    await client().offers.purchase("offer_1", { regionId: "reg_1" }, { idempotencyKey: "mine" })
    const keys = server.requests.map(({ headers }) => headers["idempotency-key"])
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).toMatch(/^[0-9a-f]{32}$/)
    expect(keys[2]).not.toBe(keys[0])
    expect(keys[3]).toBe("mine")
  })

  it("shows what came with a cart when it asks what became of it", async () => {
    const answered = { results: [{ checkoutCart: { id: "cart_3", token: "third" } }, { checkoutCart: null }] }
    const json = { order: { id: "cart_1" }, cart: { id: "cart_2", checkoutToken: "second" }, checkoutToken: "first", postPurchase: answered }
    server = await startTestServer(() => ({ json }))
    const { carts, postPurchase } = client()
    await carts.startCheckout("cart_1")
    await carts.summary("cart_2")
    await carts.confirmCheckout("cart_1")
    await postPurchase.get("cart_1")
    await postPurchase.accept("cart_2", "step_1", 10)
    await postPurchase.decline("cart_2", "step_1")
    await carts.confirmCheckout("cart_3")
    await carts.confirmCheckout("cart_4")
    const shown = server.requests.slice(2).map(({ headers }) => headers["x-checkout-token"])
    expect(shown).toEqual(["first", "first", "second", "second", "third", undefined])
  })

  it("sends an addition again after 429, as late as it is told", async () => {
    server = await startTestServer((_, count) =>
      count === 1 ? { status: 429, headers: { "retry-after": "1" } } : { json: { cart: { id: "cart_1" } } }
    )
    const startedAt = Date.now()
    await client().carts.addOffer("cart_1", "offer_1")
    expect(server.requests).toHaveLength(2)
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990)
  })

  it("hands a long Retry-After to the caller instead of waiting", async () => {
    server = await startTestServer(() => ({ status: 429, headers: { "retry-after": "600" } }))
    const error = await failure(client().regions.list())
    expect(server.requests).toHaveLength(1)
    expect(error.retryAfterSeconds).toBe(600)
  })

  it("repeats setting a quantity and confirming a checkout, which are idempotent", async () => {
    server = await startTestServer((_, count) => (count % 2 ? { status: 504 } : { json: { cart: {}, status: "open" } }))
    await client().carts.setOffer("cart_1", "offer_1", 2)
    await client().carts.confirmCheckout("cart_1")
    expect(server.requests).toHaveLength(4)
  })
})

describe("errors", () => {
  it("carry the server's code, type and message", async () => {
    server = await startTestServer(() => ({
      status: 400,
      json: { type: "not_allowed", code: "insufficient_stock", message: "Only 2 left." },
    }))
    const error = await failure(client().carts.addOffer("cart_1", "offer_1", 3))
    expect(error).toMatchObject({
      name: "MonetizationError",
      status: 400,
      type: "not_allowed",
      code: "insufficient_stock",
      message: "Only 2 left.",
      isTemporary: false,
    })
  })

  it("fall back to the type where Medusa has no code", async () => {
    server = await startTestServer(() => ({ status: 401, json: { type: "unauthorized", message: "No" } }))
    expect(await failure(client().customers.me())).toMatchObject({ status: 401, code: "unauthorized" })
  })

  it("name a server that can't be reached", async () => {
    const error = await failure(
      createMonetizationClient({ baseUrl: "http://127.0.0.1:1", publishableKey: "pk", retries: 0 }).regions.list()
    )
    expect(error).toMatchObject({ status: 0, code: "network_error", isTemporary: true })
  })

  it("name a time-out", async () => {
    server = await startTestServer(() => ({ hang: true }))
    expect(await failure(client({ timeoutMs: 30, retries: 0 }).regions.list())).toMatchObject({ code: "timeout" })
  })

  it("name an answer that isn't JSON", async () => {
    server = await startTestServer(() => ({ text: "<html>" }))
    expect(await failure(client({ retries: 0 }).regions.list())).toMatchObject({ code: "unexpected_response" })
  })
})

describe("aborting", () => {
  it("rejects with the signal's reason and asks no more", async () => {
    server = await startTestServer(() => ({ hang: true }))
    const controller = new AbortController()
    const call = client().regions.list({ signal: controller.signal })
    setTimeout(() => controller.abort(new Error("gone")), 30)
    await expect(call).rejects.toThrow("gone")
    expect(server.requests).toHaveLength(1)
  })

  it("ends the pause before the next attempt", async () => {
    server = await startTestServer(() => ({ status: 503 }))
    const controller = new AbortController()
    const call = client({ retryBaseMs: 60_000 }).regions.list({ signal: controller.signal })
    setTimeout(() => controller.abort(new Error("gone")), 50)
    await expect(call).rejects.toThrow("gone")
  })
})
