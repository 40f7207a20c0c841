import { startTestServer, type SeenRequest, type TestServer } from "../../testing/test-server.ts"
import { createMonetizationClient } from "../client/create-client.ts"
import { memoryCartIdStorage } from "./cart-id-storage.ts"
import { CartStore } from "./cart-store.ts"

let server: TestServer
afterEach(() => server.close())

const summary = (id: string, total: number, more: object = {}) => ({
  cart: {
    id,
    total,
    currency: "eur",
    completed: false,
    checkoutToken: null,
    serverTime: new Date(Date.now() + 60_000).toISOString(),
    tickets: [],
    offers: [],
    others: [],
    notices: [],
    ...more,
  },
})

function storeWith(cartId: string | null = null) {
  const storage = memoryCartIdStorage(cartId)
  const client = createMonetizationClient({ baseUrl: server.url, publishableKey: "pk", retries: 0 })
  return { storage, store: new CartStore(client, storage, () => "reg_1") }
}
const asked = ({ method, url }: SeenRequest) => `${method} ${url}`
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it("makes a cart when the first thing is added, and remembers it", async () => {
  server = await startTestServer(({ url }) => ({
    json: url === "/store/carts" ? { cart: { id: "cart_1" } } : summary("cart_1", 59),
  }))
  const { store, storage } = storeWith()
  await store.addOffer("offer_1")
  expect(server.requests.map(asked)).toEqual(["POST /store/carts", "POST /store/carts/cart_1/offers"])
  expect(server.requests[0]?.body).toEqual({ region_id: "reg_1" })
  expect(storage.get()).toBe("cart_1")
  expect(store.getSnapshot()).toMatchObject({ status: "ready", cartId: "cart_1", pending: 0, cart: { total: 59 } })
  expect(store.getSnapshot().skewMs).toBeGreaterThan(58_000)
})

it("sends one change at a time, in order", async () => {
  let running = 0
  let most = 0
  server = await startTestServer(async ({ body }) => {
    most = Math.max(most, ++running)
    await pause(20)
    running--
    return { json: summary("cart_1", (body as { quantity: number }).quantity) }
  })
  const { store } = storeWith("cart_1")
  await Promise.all([1, 2, 3].map((quantity) => store.setOfferQuantity("offer_1", quantity)))
  expect(most).toBe(1)
  expect(store.getSnapshot().cart?.total).toBe(3)
})

it("drops a read that a change has outdated", async () => {
  server = await startTestServer(async ({ method }) => {
    if (method === "GET") {
      await pause(80)
      return { json: summary("cart_1", 1) }
    }
    return { json: summary("cart_1", 2) }
  })
  const { store } = storeWith("cart_1")
  const read = store.load()
  await pause(10)
  await store.setOfferQuantity("offer_1", 2)
  await read
  expect(store.getSnapshot().cart?.total).toBe(2)
})

it("starts a new cart when the remembered one is over", async () => {
  server = await startTestServer(({ url }) => {
    if (url === "/store/carts") {
      return { json: { cart: { id: "cart_2" } } }
    }
    return url.includes("cart_1")
      ? { status: 400, json: { type: "not_allowed", code: "cart_completed", message: "Over" } }
      : { json: summary("cart_2", 5) }
  })
  const { store, storage } = storeWith("cart_1")
  await store.addOffer("offer_1")
  expect(storage.get()).toBe("cart_2")
  expect(store.getSnapshot().cart?.id).toBe("cart_2")
})

it("lets go of a cart that was ordered or is not there", async () => {
  server = await startTestServer(() => ({ json: summary("cart_1", 5, { completed: true }) }))
  const { store, storage } = storeWith("cart_1")
  await store.load()
  expect(storage.get()).toBeNull()
  expect(store.getSnapshot()).toMatchObject({ status: "ready", cart: null })
})

it("throws a refusal and shows what is true", async () => {
  server = await startTestServer(({ method }) =>
    method === "POST"
      ? { status: 400, json: { type: "not_allowed", code: "offer_sold_out", message: "Sold out" } }
      : { json: summary("cart_1", 7) }
  )
  const { store } = storeWith("cart_1")
  await expect(store.addOffer("offer_1")).rejects.toMatchObject({ code: "offer_sold_out" })
  expect(store.getSnapshot()).toMatchObject({ pending: 0, cart: { total: 7 } })
})

it("keeps the cart on screen when reading it fails, and says so when there is none", async () => {
  server = await startTestServer((_, count) => (count === 2 ? { status: 500 } : { json: summary("cart_1", 7) }))
  const { store } = storeWith("cart_1")
  await store.load()
  await store.load()
  expect(store.getSnapshot()).toMatchObject({ status: "ready", cart: { total: 7 }, error: { status: 500 } })
})

it("hides notices the visitor dismissed", async () => {
  const notice = { code: "hold_expired", offerId: "offer_1", title: "Tour", quantity: 1, at: "2026-06-01T12:00:00Z" } as const
  server = await startTestServer(() => ({ json: summary("cart_1", 7, { notices: [notice] }) }))
  const { store } = storeWith("cart_1")
  await store.load()
  expect(store.getSnapshot().notices).toEqual([notice])
  store.dismissNotice(notice)
  await store.load()
  expect(store.getSnapshot().notices).toEqual([])
})
