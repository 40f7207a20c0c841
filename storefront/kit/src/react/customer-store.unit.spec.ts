import { TestBrowser } from "../../testing/test-browser.ts"
import { startTestServer, type SeenRequest, type TestServer } from "../../testing/test-server.ts"
import { memoryCartIdStorage } from "../cart/cart-id-storage.ts"
import { CartStore } from "../cart/cart-store.ts"
import { createMonetizationClient } from "../client/create-client.ts"
import { purchaseKeys } from "../client/purchase-keys.ts"
import { browserTokenStorage } from "../client/token-storage.ts"
import { keptText } from "../storage/kept-text.ts"
import { CustomerStore } from "./customer-store.ts"
import { QueryCache } from "./query-cache.ts"

const TOKEN = "em_customer_token"
const CHECKOUTS = "em_checkout_tokens"
const MARA = { id: "cus_1", email: "mara@example.com" }
const UNAUTHORIZED = { status: 401, json: { type: "unauthorized", message: "Unauthorized" } }

let browser: TestBrowser
let server: TestServer
/** What the server answers to who asks who they are. */
let me: { status?: number; json?: unknown; drop?: boolean }
beforeEach(async () => {
  browser = new TestBrowser()
  me = { json: { customer: MARA } }
  server = await startTestServer(({ url }) => {
    if (url === "/store/customers/me") {
      return me
    }
    return url.startsWith("/auth") ? { json: { token: "token_1" } } : { json: { cart: { id: "cart_1", tickets: [], offers: [], others: [], notices: [] } } }
  })
})
afterEach(async () => {
  browser.close()
  await server.close()
})

function openShop() {
  const client = createMonetizationClient({ baseUrl: server.url, publishableKey: "pk", retries: 0, tokenStorage: browserTokenStorage() })
  const keys = purchaseKeys(keptText("sessionStorage", "keys"))
  const cartIds = memoryCartIdStorage("cart_1")
  const cache = new QueryCache()
  const cartStore = new CartStore(client, cartIds, () => "reg_1")
  return { client, keys, cartIds, cache, cartStore, customers: new CustomerStore(client, cartStore, cache, keys) }
}
const asked = ({ method, url }: SeenRequest) => `${method} ${url}`
const credentials = { email: MARA.email, password: "secret-1" }
const settled = () => new Promise((resolve) => setTimeout(resolve, 60))

it("signs in and takes the cart along", async () => {
  const { customers } = openShop()
  await customers.login(credentials)
  expect(customers.getSnapshot()).toMatchObject({ status: "signed-in", customer: MARA })
  expect(server.requests.map(asked).slice(0, 3)).toEqual([
    "POST /auth/customer/emailpass",
    "GET /store/customers/me",
    "POST /store/carts/cart_1/customer",
  ])
})

it("says when an account was never finished, instead of signing nobody in", async () => {
  const { customers, client } = openShop()
  me = UNAUTHORIZED
  await expect(customers.login(credentials)).rejects.toMatchObject({ name: "MonetizationError", code: "account_incomplete" })
  expect(customers.getSnapshot()).toMatchObject({ status: "signed-out", customer: null })
  expect(client.auth.isSignedIn()).toBe(false)
  expect(server.requests.map(asked)).not.toContain("POST /store/carts/cart_1/customer")
})

it("stays signed in when only the customer couldn't be read", async () => {
  const { customers, client } = openShop()
  me = { drop: true }
  await customers.login(credentials)
  expect(customers.getSnapshot()).toMatchObject({ status: "error", error: { code: "network_error" } })
  expect(client.auth.isSignedIn()).toBe(true)
})

it("forgets on signing out what the next person at this device must not have", async () => {
  const { customers, client, keys, cartIds } = openShop()
  await customers.login(credentials)
  browser.changeElsewhere(CHECKOUTS, JSON.stringify([["cart_1", "proof"]]))
  const key = keys.keyOf("one poster")
  customers.logout()
  expect(customers.getSnapshot()).toMatchObject({ status: "signed-out", customer: null })
  expect(client.auth.isSignedIn()).toBe(false)
  expect(browser.localStorage.getItem(CHECKOUTS)).toBeNull()
  expect(cartIds.get()).toBeNull()
  expect(keys.keyOf("one poster")).not.toBe(key)
})

it("keeps what proves whose a payment is when the token has run out meanwhile", async () => {
  browser.changeElsewhere(TOKEN, "old")
  browser.changeElsewhere(CHECKOUTS, JSON.stringify([["cart_1", "proof"]]))
  me = UNAUTHORIZED
  const { customers } = openShop()
  await customers.load()
  expect(customers.getSnapshot().status).toBe("signed-out")
  expect(browser.localStorage.getItem(TOKEN)).toBeNull()
  expect(browser.localStorage.getItem(CHECKOUTS)).toContain("proof")
})

describe("another tab", () => {
  it("that signs out signs this one out, at once", async () => {
    const { customers, cache, keys } = openShop()
    await customers.login(credentials)
    const stop = customers.start()
    await settled()
    expect(customers.getSnapshot().status).toBe("signed-in")
    cache.set("purchases", "private")
    const key = keys.keyOf("one poster")
    browser.changeElsewhere(TOKEN, null)
    expect(customers.getSnapshot()).toMatchObject({ status: "signed-out", customer: null })
    expect(cache.get("purchases")).toBeUndefined()
    expect(keys.keyOf("one poster")).not.toBe(key)
    stop()
  })

  it("that signs somebody in signs this one in", async () => {
    const { customers } = openShop()
    const stop = customers.start()
    await settled()
    expect(customers.getSnapshot().status).toBe("signed-out")
    browser.changeElsewhere(TOKEN, "token_2")
    expect(customers.getSnapshot()).toMatchObject({ status: "loading", customer: null })
    await settled()
    expect(customers.getSnapshot()).toMatchObject({ status: "signed-in", customer: MARA })
    stop()
  })

  it("leaves a guest's cart alone when this page wakes up and nothing has changed", async () => {
    const { customers, cartIds } = openShop()
    const stop = customers.start()
    await settled()
    const before = customers.getSnapshot()
    browser.showAgain()
    expect(customers.getSnapshot()).toBe(before)
    expect(cartIds.get()).toBe("cart_1")
    stop()
  })
})
