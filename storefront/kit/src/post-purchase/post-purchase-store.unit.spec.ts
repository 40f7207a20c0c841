import { aCharge, aPostPurchase, aResult, aStep } from "../../testing/fixtures.ts"
import { startTestServer, type SeenRequest, type TestServer } from "../../testing/test-server.ts"
import { createMonetizationClient } from "../client/create-client.ts"
import type { PostPurchase } from "../client/types.ts"
import { PostPurchaseStore } from "./post-purchase-store.ts"

const downsell = aStep({ id: "step_2", headline: "The lounge instead?" })
const finished = aPostPurchase({ status: "finished", step: null, acceptedCount: 1, results: [aResult()] })

let server: TestServer
let stop: (() => void) | undefined
afterEach(async () => {
  stop?.()
  stop = undefined
  await server.close()
})

type Answer = { status?: number; json?: unknown; drop?: boolean }

/** A store against a server that answers `answer`. */
async function open(answer: (request: SeenRequest, count: number) => Answer | Promise<Answer>, onOrdered = jest.fn()) {
  server = await startTestServer(answer)
  const client = createMonetizationClient({ baseUrl: server.url, publishableKey: "pk", retryBaseMs: 5 })
  const visibility = { isVisible: () => true, onChange: () => () => undefined }
  const store = new PostPurchaseStore(client, "cart_1", onOrdered, { visibility, pace: { firstMs: 10, maxMs: 20 } })
  return { store, onOrdered }
}

const json = (postPurchase: PostPurchase) => ({ json: { postPurchase } })
const until = async (isTrue: () => boolean) => {
  for (let waited = 0; !isTrue(); waited += 5) {
    if (waited > 5_000) {
      throw new Error("It never came to that")
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe("PostPurchaseStore", () => {
  it("reads the funnel and measures its time by the server's clock", async () => {
    const serverTime = new Date(Date.now() + 3_600_000).toISOString()
    const { store } = await open(() => json(aPostPurchase({ serverTime })))
    expect(store.getSnapshot().postPurchase).toBeNull()
    stop = store.start()
    await until(() => store.getSnapshot().postPurchase !== null)
    expect(store.getSnapshot()).toMatchObject({ busy: null, error: null, postPurchase: { step: { id: "step_1" } } })
    expect(Math.abs(store.getSnapshot().skewMs - 3_600_000)).toBeLessThan(2_000)
    expect(server.requests[0]).toMatchObject({ method: "GET", url: "/store/carts/cart_1/post-purchase" })
  })

  it("declines to the downsell", async () => {
    const { store, onOrdered } = await open(({ method }) =>
      json(
        method === "GET"
          ? aPostPurchase()
          : aPostPurchase({ step: downsell, results: [aResult({ decision: "declined", outcome: null, orderId: null })] })
      )
    )
    await store.load()
    const answer = store.decline("step_1")
    expect(store.getSnapshot().busy).toBe("decline")
    expect(await answer).toMatchObject({ decision: "declined" })
    expect(store.getSnapshot()).toMatchObject({ busy: null, postPurchase: { step: { id: "step_2" } } })
    expect(server.requests[1]).toMatchObject({
      method: "POST",
      url: "/store/carts/cart_1/post-purchase/decline",
      body: { stepId: "step_1" },
    })
    expect(onOrdered).not.toHaveBeenCalled()
  })

  it("accepts once for two clicks, and again after an answer that was lost", async () => {
    const { store, onOrdered } = await open(({ method }, count) =>
      method === "GET" ? json(aPostPurchase()) : count === 2 ? { drop: true } : json(finished)
    )
    await store.load()
    const [first, second] = await Promise.all([store.accept("step_1", 45), store.accept("step_1", 45)])
    expect(first).toMatchObject({ outcome: "ordered", orderId: "order_2" })
    expect(second).toBeNull()
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST", "POST"])
    expect(onOrdered).toHaveBeenCalledTimes(1)
  })

  it("sends the total the buyer saw, or that they saw none", async () => {
    const { store } = await open(({ method }) => json(method === "GET" ? aPostPurchase() : finished))
    await store.load()
    await store.accept("step_1", 53.55)
    await store.accept("step_1", null)
    expect(server.requests.slice(1).map(({ body }) => body)).toEqual([
      { stepId: "step_1", total: 53.55 },
      { stepId: "step_1", total: null },
    ])
  })

  it("shows the new total after a refusal of the old one", async () => {
    const raised = aPostPurchase({ step: aStep({ charge: aCharge({ subtotal: 50, total: 50 }) }) })
    const { store, onOrdered } = await open(({ method }, count) =>
      method === "POST"
        ? { status: 400, json: { type: "not_allowed", code: "funnel_total_changed", message: "More now." } }
        : json(count === 1 ? aPostPurchase() : raised)
    )
    await store.load()
    expect(await store.accept("step_1", 45)).toBeNull()
    expect(store.getSnapshot()).toMatchObject({
      busy: null,
      error: { code: "funnel_total_changed" },
      postPurchase: { status: "open", step: { id: "step_1", charge: { total: 50 } } },
    })
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST", "GET"])
    expect(onOrdered).not.toHaveBeenCalled()
  })

  it("follows a payment that is being worked on until it is an order", async () => {
    const pending = aPostPurchase({ step: null, results: [aResult({ outcome: "pending", orderId: null })] })
    const { store, onOrdered } = await open(({ method }, count) =>
      json(method === "POST" ? pending : count === 1 ? aPostPurchase() : count < 6 ? pending : finished)
    )
    stop = store.start()
    await until(() => store.getSnapshot().postPurchase !== null)
    expect(await store.accept("step_1", 45)).toMatchObject({ outcome: "pending" })
    await until(() => store.getSnapshot().postPurchase?.status === "finished")
    expect(onOrdered).toHaveBeenCalledTimes(1)
    const asked = server.requests.length
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(server.requests).toHaveLength(asked)
  })

  it("stops following when nobody shows it any more", async () => {
    const pending = aPostPurchase({ step: null, results: [aResult({ outcome: "pending", orderId: null })] })
    const { store } = await open(() => json(pending))
    store.start()()
    await until(() => store.getSnapshot().postPurchase !== null)
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(server.requests).toHaveLength(1)
  })

  it("keeps a refusal's code and shows where the funnel stands now", async () => {
    const expired = aPostPurchase({ status: "expired", step: null })
    const { store } = await open(({ method }, count) =>
      method === "POST"
        ? { status: 400, json: { type: "not_allowed", code: "funnel_expired", message: "The time is up." } }
        : json(count === 1 ? aPostPurchase() : expired)
    )
    await store.load()
    expect(await store.accept("step_1", 45)).toBeNull()
    expect(store.getSnapshot()).toMatchObject({
      busy: null,
      error: { code: "funnel_expired" },
      postPurchase: { status: "expired" },
    })
  })

  it("drops a read that an answer has overtaken", async () => {
    let answerRead = () => undefined as void
    const { store } = await open(async ({ method }, count) => {
      if (method === "GET" && count > 1) {
        await new Promise<void>((resolve) => (answerRead = resolve))
        return json(aPostPurchase())
      }
      return json(method === "POST" ? finished : aPostPurchase())
    })
    await store.load()
    const read = store.load()
    await until(() => server.requests.length === 2)
    await store.accept("step_1", 45)
    answerRead()
    await read
    expect(store.getSnapshot().postPurchase?.status).toBe("finished")
  })

  it("says why it could not be read, and has nothing to show", async () => {
    const { store } = await open(() => ({ status: 404, json: { type: "not_found", code: "cart_not_found", message: "No" } }))
    await store.load()
    expect(store.getSnapshot()).toMatchObject({ postPurchase: null, error: { code: "cart_not_found" } })
  })
})
