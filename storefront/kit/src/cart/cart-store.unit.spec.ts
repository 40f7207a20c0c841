import { startTestServer, type SeenRequest, type TestServer } from "../../testing/test-server.ts"
import { createMonetizationClient } from "../client/create-client.ts"
import { memoryCartIdStorage } from "./cart-id-storage.ts"
import { CartStore } from "./cart-store.ts"
import { dismissedNotices } from "./dismissed-notices.ts"

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

function storeWith(cartId: string | null = null, dismissed = memoryCartIdStorage()) {
  const storage = memoryCartIdStorage(cartId)
  const client = createMonetizationClient({ baseUrl: server.url, publishableKey: "pk", retries: 0 })
  return { storage, store: new CartStore(client, storage, () => "reg_1", dismissedNotices(dismissed)) }
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

describe("several tickets at once", () => {
  const lines = ["standard", "premium", "vip"].map((variantId) => ({ variantId, quantity: 2 }))
  const variantOf = ({ body }: SeenRequest) => (body as { variant_id?: string } | undefined)?.variant_id

  it("are all added, or it says which are when one is refused", async () => {
    let refused = "premium"
    server = await startTestServer((request) =>
      variantOf(request) === refused
        ? { status: 400, json: { type: "not_allowed", code: "insufficient_inventory", message: "Too few left" } }
        : { json: summary("cart_1", 7) }
    )
    const { store } = storeWith("cart_1")
    expect(await store.addTickets(lines)).toMatchObject({ added: [lines[0]], error: { code: "insufficient_inventory" } })
    expect(store.getSnapshot()).toMatchObject({ pending: 0, cart: { total: 7 } })
    refused = ""
    expect(await store.addTickets(lines)).toEqual({ added: lines, error: null })
  })

  it("are all added to a new cart when the old one was ordered meanwhile", async () => {
    server = await startTestServer((request) => {
      if (request.url === "/store/carts") {
        return { json: { cart: { id: "cart_2" } } }
      }
      return request.url.includes("cart_1") && variantOf(request) === "premium"
        ? { status: 400, json: { type: "not_allowed", code: "cart_completed", message: "Over" } }
        : { json: summary("cart_2", 7) }
    })
    const { store } = storeWith("cart_1")
    expect(await store.addTickets(lines)).toEqual({ added: lines, error: null })
    const inNewCart = server.requests.filter(({ url }) => url === "/store/carts/cart_2/line-items").map(variantOf)
    expect(inNewCart).toEqual(["standard", "premium", "vip"])
  })

  it("are none when the shop can't be reached", async () => {
    server = await startTestServer(() => ({ drop: true }))
    const { store } = storeWith("cart_1")
    expect(await store.addTickets(lines)).toMatchObject({ added: [], error: { code: "network_error" } })
  })
})

it("hides notices the visitor dismissed, also after a reload", async () => {
  const notice = { code: "hold_expired", offerId: "offer_1", title: "Tour", quantity: 1, at: "2026-06-01T12:00:00Z" } as const
  server = await startTestServer(() => ({ json: summary("cart_1", 7, { notices: [notice] }) }))
  const kept = memoryCartIdStorage()
  const { store } = storeWith("cart_1", kept)
  await store.load()
  expect(store.getSnapshot().notices).toEqual([notice])
  store.dismissNotice(notice)
  await store.load()
  expect(store.getSnapshot().notices).toEqual([])
  const { store: afterReload } = storeWith("cart_1", kept)
  await afterReload.load()
  expect(afterReload.getSnapshot().notices).toEqual([])
  const { store: ofAnother } = storeWith("cart_1")
  await ofAnother.load()
  expect(ofAnother.getSnapshot().notices).toEqual([notice])
})
