import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import Stripe from "stripe"
import { startStripeStandIn, type StripeStandIn, type StripeStandInOptions } from "./index"
import { clientFor, failure, startReceiver, until } from "./test-support"

const SECRET = "whsec_test"
const PAYMENT = {
  amount: 1000,
  currency: "usd",
  confirm: true,
  payment_method: "pm_card_visa",
  automatic_payment_methods: { enabled: true, allow_redirects: "never" },
} as const

describe("what goes wrong between two machines", () => {
  const running: { close(): Promise<void> }[] = []
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.close()))
  })

  const start = async (
    options: Partial<StripeStandInOptions> = {}
  ): Promise<{ standIn: StripeStandIn; stripe: Stripe }> => {
    const standIn = await startStripeStandIn({ port: 0, ...options })
    running.push(standIn)
    return { standIn, stripe: clientFor(standIn) }
  }
  const receive = async () => {
    const receiver = await startReceiver()
    running.push(receiver)
    return receiver
  }

  describe("idempotency keys", () => {
    it("replay the first answer, and refuse other parameters", async () => {
      const { standIn, stripe } = await start()
      const first = await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: "k1" })
      const second = await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: "k1" })
      expect(second.id).toBe(first.id)
      expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true")
      expect(
        await failure(stripe.paymentIntents.create({ ...PAYMENT, amount: 2000 }, { idempotencyKey: "k1" }))
      ).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 })
      expect(standIn.state().money.usd.captured).toBe(1000)
    })

    it("replay declines, and leave the key free after wrong parameters", async () => {
      const { standIn, stripe } = await start()
      const declined = { ...PAYMENT, payment_method: "pm_card_chargeDeclined" }
      const first = await failure(stripe.paymentIntents.create(declined, { idempotencyKey: "k1" }))
      const second = await failure(stripe.paymentIntents.create(declined, { idempotencyKey: "k1" }))
      expect(second.payment_intent?.id).toBe(first.payment_intent?.id)
      await failure(stripe.paymentIntents.create({ ...PAYMENT, amount: 1 }, { idempotencyKey: "k2" }))
      expect((await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: "k2" })).status).toBe("succeeded")
      expect(standIn.state().counts.paymentIntents).toBe(2)
    })

    it("answer 409 while the first request runs", async () => {
      const { standIn, stripe } = await start()
      standIn.faults.add({ match: { path: "^/v1/customers$" }, delay_ms: 150, times: 1 })
      const slow = stripe.customers.create({ email: "a@example.com" }, { idempotencyKey: "k1" })
      await new Promise((resolve) => setTimeout(resolve, 40))
      expect(
        (await failure(stripe.customers.create({ email: "a@example.com" }, { idempotencyKey: "k1" }))).statusCode
      ).toBe(409)
      await slow
      expect(standIn.state().counts.customers).toBe(1)
    })
  })

  describe("faults", () => {
    it("answer 500 and 429 without executing, for as often as told", async () => {
      const { standIn, stripe } = await start()
      standIn.faults.add({ match: { method: "POST", path: "^/v1/products$" }, status: 500, times: 1 })
      standIn.faults.add({ match: { method: "POST", path: "^/v1/products$" }, status: 429, times: 1 })
      const create = () => stripe.products.create({ name: "x" }, { idempotencyKey: "k" })
      expect(await failure(create())).toMatchObject({ type: "StripeAPIError", statusCode: 500 })
      expect(await failure(create())).toMatchObject({
        type: "StripeRateLimitError",
        statusCode: 429,
        code: "rate_limit",
      })
      expect(standIn.state().counts.products).toBe(0)
      await create()
      expect(standIn.state().counts.products).toBe(1)
      expect(standIn.requests().map(({ status }) => status)).toEqual([500, 429, 200])
    })

    it.each([
      ["a dropped connection", undefined],
      ["a 500", 500 as const],
    ])("lose an answer as %s; the client's own retry doesn't charge twice", async (_name, status) => {
      const { standIn } = await start()
      const stripe = clientFor(standIn, { maxNetworkRetries: 2 })
      standIn.faults.add({
        match: { path: "^/v1/payment_intents$" },
        after_execution: true,
        times: 1,
        ...(status ? { status } : {}),
      })
      const intent = await stripe.paymentIntents.create(PAYMENT)
      expect(intent.status).toBe("succeeded")
      expect(intent.lastResponse.headers["idempotent-replayed"]).toBe("true")
      expect(standIn.state()).toMatchObject({ money: { usd: { captured: 1000 } }, counts: { charges: 1 } })
    })

    it("let the webhook come before the answer", async () => {
      const { standIn, stripe } = await start()
      standIn.faults.add({ match: { path: "^/v1/payment_intents$" }, answer_delay_ms: 150, times: 1 })
      let answered = false
      const creating = stripe.paymentIntents.create(PAYMENT).then(() => (answered = true))
      await until(() => standIn.state().counts.charges === 1)
      expect(answered).toBe(false)
      await creating
      expect(standIn.state().counts.charges).toBe(1)
    })

    it("drop a connection before anything happened, or answer slowly", async () => {
      const { standIn } = await start()
      standIn.faults.add({ drop_connection: true })
      expect(await failure(clientFor(standIn, { maxNetworkRetries: 0 }).products.create({ name: "x" }))).toMatchObject({
        type: "StripeConnectionError",
      })
      standIn.faults.clear()
      standIn.faults.add({ delay_ms: 500, times: 1 })
      expect(await failure(clientFor(standIn, { timeout: 50 }).products.create({ name: "x" }))).toMatchObject({
        type: "StripeConnectionError",
      })
      expect(() => standIn.faults.add({})).toThrow("does nothing")
    })

    it("are controlled over HTTP too", async () => {
      const { standIn, stripe } = await start()
      const control = async (method: string, path: string, body?: object) => {
        const answer = await fetch(`${standIn.url}/__control/${path}`, {
          method,
          ...(body ? { body: JSON.stringify(body) } : {}),
        })
        return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
      }
      await control("POST", "faults", { match: { path: "customers" }, status: 500 })
      expect((await failure(stripe.customers.create({}))).statusCode).toBe(500)
      expect((await control("DELETE", "faults")).body).toEqual({ faults: [] })
      const session = await stripe.checkout.sessions.create({
        mode: "payment",
        success_url: "http://a.example/",
        line_items: [{ quantity: 1, price_data: { currency: "eur", unit_amount: 700, product_data: { name: "x" } } }],
      })
      expect(
        (await control("POST", `checkout_sessions/${session.id}/pay`, { card: "4000000000000002" })).body.result
      ).toMatchObject({ outcome: "declined", message: "Your card was declined." })
      expect(
        (await control("POST", `checkout_sessions/${session.id}/pay`, { card: "4242424242424242" })).body
      ).toMatchObject({ result: { outcome: "complete" }, session: { payment_status: "paid" } })
      const before = standIn.state().now
      expect((await control("POST", "clock", { advance_seconds: 100 })).body.now).toBeGreaterThanOrEqual(before + 100)
      expect((await control("GET", "state")).body).toMatchObject({ money: { eur: { captured: 700 } } })
      expect(await control("POST", "faults", { status: 418 })).toMatchObject({ status: 400 })
      expect(await control("POST", "webhooks/redeliver", { event: "evt_nope" })).toMatchObject({ status: 404 })
      expect(await control("GET", "nothing")).toMatchObject({ status: 404 })
    })
  })

  describe("webhooks", () => {
    it("are signed so that the official client accepts them", async () => {
      const receiver = await receive()
      const { stripe } = await start({ webhookEndpoints: [{ url: receiver.url, secret: SECRET }] })
      await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: "key-1" })
      await until(() => receiver.received.length === 3)
      const events = receiver.received.map(({ body, headers }) =>
        stripe.webhooks.constructEvent(body, headers["stripe-signature"] as string, SECRET)
      )
      expect(events.map(({ type }) => type).sort()).toEqual([
        "charge.succeeded",
        "payment_intent.created",
        "payment_intent.succeeded",
      ])
      expect(
        events.every((event) => event.api_version === Stripe.API_VERSION && event.request?.idempotency_key === "key-1")
      ).toBe(true)
      expect(() =>
        stripe.webhooks.constructEvent(
          receiver.received[0].body,
          receiver.received[0].headers["stripe-signature"] as string,
          "whsec_other"
        )
      ).toThrow("No signatures found")
    })

    it("come again after a 500 until they are taken", async () => {
      const receiver = await receive()
      receiver.fail(500, 503)
      const { standIn, stripe } = await start({
        webhookEndpoints: [{ url: receiver.url, secret: SECRET, enabledEvents: ["customer.created"] }],
        webhooks: { retryDelaysMs: [10, 20, 30] },
      })
      await stripe.customers.create({})
      await until(() => receiver.received.length === 3 && standIn.state().webhooks.pending === 0)
      expect(new Set(receiver.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)).size).toBe(1)
      expect(standIn.state().webhooks).toMatchObject({ delivered: 1, attempts_failed: 2, given_up: 0 })
    })

    it("get lost, doubled and held when told", async () => {
      const receiver = await receive()
      const { standIn, stripe } = await start({
        webhookEndpoints: [{ url: receiver.url, secret: SECRET, enabledEvents: ["customer.created"] }],
      })
      standIn.faults.add({ drop_webhooks: 1 })
      await stripe.customers.create({ name: "lost" })
      standIn.faults.add({ duplicate_webhooks: true })
      await stripe.customers.create({ name: "twice" })
      await until(() => receiver.received.length === 2)
      standIn.faults.clear()
      const hold = standIn.faults.add({ hold_webhooks: true, match: { event: "^customer" } })
      await stripe.customers.create({ name: "held" })
      await new Promise((resolve) => setTimeout(resolve, 60))
      expect(receiver.received).toHaveLength(2)
      standIn.faults.clear(hold.id)
      await until(() => receiver.received.length === 3)
      const [held, , lost] = (await stripe.events.list({ type: "customer.created" })).data
      expect(receiver.received[2].body).toContain(held.id)
      standIn.redeliver(lost.id)
      await until(() => receiver.received.length === 4)
      expect(receiver.received[3].body).toContain(lost.id)
      await until(() => standIn.state().webhooks.pending === 0)
    })

    it("go to endpoints made through the API, with their own secret", async () => {
      const receiver = await receive()
      const { stripe } = await start()
      const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["product.created"] })
      await stripe.products.create({ name: "x" })
      await until(() => receiver.received.length === 1)
      expect(
        stripe.webhooks.constructEvent(
          receiver.received[0].body,
          receiver.received[0].headers["stripe-signature"] as string,
          endpoint.secret as string
        ).type
      ).toBe("product.created")
      await stripe.webhookEndpoints.del(endpoint.id)
      expect((await stripe.webhookEndpoints.list()).data).toEqual([])
    })
  })

  describe("a restart", () => {
    const folder = mkdtempSync(join(tmpdir(), "stripe-stand-in-"))
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    it("keeps everything, idempotent answers and owed webhooks too", async () => {
      const dataFile = join(folder, "deep", "stripe.json")
      const receiver = await receive()
      const webhookEndpoints = [{ url: receiver.url, secret: SECRET, enabledEvents: ["payment_intent.succeeded"] }]
      const first = await startStripeStandIn({ port: 0, dataFile, webhookEndpoints })
      first.faults.add({ hold_webhooks: true })
      const before = clientFor(first)
      const intent = await before.paymentIntents.create(PAYMENT, { idempotencyKey: "k1" })
      const session = await before.checkout.sessions.create({
        mode: "payment",
        success_url: "http://a.example/",
        line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: 700, product_data: { name: "x" } } }],
      })
      first.advanceClock(60)
      await until(() => existsSync(dataFile))
      await first.close()

      const { standIn, stripe } = await start({ dataFile, webhookEndpoints })
      await until(() => receiver.received.length === 1)
      expect(receiver.received[0].body).toContain(intent.id)
      expect((await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: "k1" })).id).toBe(intent.id)
      expect(standIn.payCheckoutSession(session.id, { card: "4242424242424242" }).outcome).toBe("complete")
      expect(standIn.state()).toMatchObject({ money: { usd: { captured: 1700 } }, counts: { webhookEndpoints: 1 } })
      expect(standIn.state().now).toBeGreaterThanOrEqual(Math.floor(Date.now() / 1000) + 60)
    })
  })
})
