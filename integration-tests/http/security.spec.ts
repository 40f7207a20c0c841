import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import Stripe from "stripe"
import { testApp } from "../support/app"
import { confirm, confirmed, eventually, openPaymentPage, pay } from "../support/checkout"
import { signUp } from "../support/customer"
import { Roadblock } from "../support/roadblock"
import { createCart, createOffer, refused, stockOf } from "../support/shop"

type Knex = { raw: (statement: string, bindings?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }> }

const PROVIDER = "pp_stripe-checkout_stripe-checkout"

testApp(({ api, container, shop, stripe, databaseUrl }) => {
  const client = () => new Stripe("sk_test_integration", { host: "localhost", port: stripe().port, protocol: "http" })
  const knex = () => container().resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
  const rows = async (statement: string, bindings: unknown[] = []) => (await knex().raw(statement, bindings)).rows
  const orderCount = async () => Number((await rows(`select count(*) as count from "order"`))[0].count)
  const collectionOf = async (cartId: string) =>
    (await api.post("/store/payment-collections", { cart_id: cartId }, shop().store)).data.payment_collection.id as string

  describe("a payment of something else", () => {
    /** A cheap order that was paid: its page would do for any other, if it were asked alone. */
    const paidPage = async () => {
      const cartId = await createCart(api, shop(), shop().plainVariantId)
      const sessionId = await openPaymentPage(api, shop(), cartId)
      pay(stripe(), sessionId)
      expect(await confirmed(api, shop(), cartId)).toMatchObject({ status: "placed" })
      return sessionId
    }

    /**
     * A payment session being made for a dear cart with the data of another payment, held where Medusa has saved what the
     * client sent and waits to write down what the provider answered. Not over HTTP, where such data don't get this far.
     */
    const begun = async (data: Record<string, unknown>) => {
      const cartId = await createCart(api, shop(), shop().tickets.vip)
      const payment_collection_id = await collectionOf(cartId)
      stripe().faults.add({ match: { method: "POST", path: "^/v1/checkout/sessions$" }, delay_ms: 1000, times: 1 })
      const making = createPaymentSessionsWorkflow(container()).run({ input: { payment_collection_id, provider_id: PROVIDER, data } })
      const found = async (): Promise<string> =>
        ((await rows("select id from payment_session where payment_collection_id = ?", [payment_collection_id]))[0]?.id as string) ?? (await found())
      const id = await found()
      const road = await Roadblock.onRows(databaseUrl, "payment_session", "id = $1", [id])
      await road.reached()
      expect(await rows("select data from payment_session where id = ?", [id])).toMatchObject([{ data }])
      return { cartId, id, road, making }
    }

    /** Whether so many statements wait for the row, the second behind the first. */
    const areQueued = async (count: number): Promise<boolean> => {
      const waiting = await rows(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%"payment_session"%'`
      )
      return waiting.length >= count
    }

    /** Lets both go on when the other has come to the same row as well, or to its end. */
    const meanwhile = async ({ road, making }: Awaited<ReturnType<typeof begun>>, doing: Promise<unknown>): Promise<void> => {
      let over = false
      void doing.then(() => (over = true), () => (over = true))
      await eventually(async () => over || (await areQueued(2)), Boolean)
      await road.lift()
      await Promise.allSettled([making, doing])
    }

    it.each([
      ["completes its cart", (cartId: string) => refused(api.post(`/store/carts/${cartId}/complete`, {}, shop().store))],
      ["asks what became of the payment", (cartId: string) => refused(api.post(`/store/carts/${cartId}/checkout-session/confirm`, {}, shop().store))],
    ])("doesn't pay for a cart whose buyer %s while the session is being made", async (_what, ask) => {
      const cheap = await paidPage()
      const begin = await begun({ id: cheap, session_id: "payses_forged" })
      await meanwhile(begin, ask(begin.cartId))
      expect(await orderCount()).toBe(1)
      expect(await confirm(api, shop(), begin.cartId)).toMatchObject({ status: "open" })
      const [{ data, status }] = await rows("select data, status from payment_session where id = ?", [begin.id])
      expect({ data, status }).toMatchObject({ status: "pending", data: { session_id: begin.id, id: expect.not.stringContaining(cheap) } })
      // The session's own page pays for it as ever.
      pay(stripe(), (data as { id: string }).id)
      expect(await confirmed(api, shop(), begin.cartId)).toMatchObject({ status: "placed" })
    })

    it("pays for it where the provider believes the data (the race is real)", async () => {
      const cheap = await paidPage()
      const [{ id: own }] = await rows("select id from payment_session where data->>'id' = ?", [cheap])
      const payments = container().resolve(Modules.PAYMENT) as unknown as {
        paymentProviderService_: { retrieveProvider: (id: string) => { authorizePayment: (input: object) => Promise<unknown> } }
      }
      const provider = payments.paymentProviderService_.retrieveProvider(PROVIDER)
      const guarded = provider.authorizePayment
      provider.authorizePayment = (input) => guarded.call(provider, { ...input, context: { idempotency_key: own } })
      try {
        const begin = await begun({ id: cheap })
        await meanwhile(begin, refused(api.post(`/store/carts/${begin.cartId}/complete`, {}, shop().store)))
        expect(await orderCount()).toBe(2)
      } finally {
        provider.authorizePayment = guarded
      }
    })

    it("is not closed with the session that only named it", async () => {
      const sessionId = await openPaymentPage(api, shop(), await createCart(api, shop(), shop().plainVariantId))
      const begin = await begun({ id: sessionId, session_id: "payses_forged" })
      await meanwhile(begin, container().resolve(Modules.PAYMENT).deletePaymentSession(begin.id))
      expect((await client().checkout.sessions.retrieve(sessionId)).status).toBe("open")
    })

    it("can't even be named over HTTP", async () => {
      const cheap = await paidPage()
      const cartId = await createCart(api, shop(), shop().tickets.vip)
      const path = `/store/payment-collections/${await collectionOf(cartId)}/payment-sessions`
      stripe().faults.add({ match: { method: "POST", path: "^/v1/checkout/sessions$" }, delay_ms: 1000, times: 1 })
      const seen: unknown[] = []
      const forged = { id: cheap, session_id: "payses_forged", url: "https://elsewhere.example", fingerprint: "x", recreated_from: cheap, cart_id: cartId }
      const making = api.post(path, { provider_id: PROVIDER, data: forged }, shop().store)
      let made = false
      void making.finally(() => (made = true))
      while (!made) {
        seen.push(...(await rows("select data from payment_session where data->>'cart_id' = ?", [cartId])).map(({ data }) => data))
      }
      expect(seen.length).toBeGreaterThan(0)
      for (const data of seen) {
        expect(JSON.stringify(data)).not.toMatch(new RegExp(`${cheap}|forged|elsewhere|fingerprint`))
      }
      const [session] = (await making).data.payment_collection.payment_sessions
      expect(session.data).toMatchObject({ id: expect.stringMatching(/^cs_/), recreated_from: null, cart_id: cartId })
    })
  })

  describe("what was ordered", () => {
    it("stays its buyer's when another customer has written themselves into the cart", async () => {
      const hoodie = await createOffer(api, shop())
      const funnel = { event_id: shop().eventId, name: "After", status: "active", steps: [{ key: "a", offer_id: hoodie, headline: "A" }] }
      await api.post("/admin/offer-funnels", funnel, shop().admin)
      const guest = await createCart(api, shop(), shop().tickets.standard)
      const sessionId = await openPaymentPage(api, shop(), guest)
      pay(stripe(), sessionId)
      expect(await confirmed(api, shop(), guest)).toMatchObject({ status: "placed" })
      const thief = await signUp(api, shop(), "thief@example.com")
      const [{ id }] = await rows("select id from customer where email = 'thief@example.com'")
      // As Medusa writes it, until it notices that the cart has been ordered and takes it back.
      await knex().raw("update cart set customer_id = ? where id = ?", [id, guest])
      const headers = { ...thief.headers, "x-checkout-token": "" }
      expect(await refused(api.get(`/store/carts/${guest}/post-purchase`, { headers } as never))).toMatchObject({ code: "checkout_token_required" })
      const accept = api.post(`/store/carts/${guest}/post-purchase/accept`, { stepId: "offstep_x", total: 100 }, { headers } as never)
      expect(await refused(accept)).toMatchObject({ code: "checkout_token_required" })
      const { data } = await api.get(`/store/carts/${guest}/post-purchase`, shop().store)
      expect(data.postPurchase).toMatchObject({ status: "open", step: { oneClick: true } })
    })

    it("of a customer with an account stays theirs as well", async () => {
      const owner = await signUp(api, shop(), "owner@example.com")
      const cartId = await createCart(api, shop(), shop().tickets.standard, owner)
      const { data } = await api.post(`/store/carts/${cartId}/checkout-session`, {}, owner)
      pay(stripe(), new URL(data.checkoutUrl).pathname.split("/").pop() as string)
      const thief = await signUp(api, shop(), "thief@example.com")
      const [{ id }] = await rows("select id from customer where email = 'thief@example.com'")
      const placed = async (): Promise<unknown> =>
        (await api.post(`/store/carts/${cartId}/checkout-session/confirm`, {}, owner)).data.status === "placed" || (await placed())
      await placed()
      await knex().raw("update cart set customer_id = ? where id = ?", [id, cartId])
      expect(await refused(api.get(`/store/carts/${cartId}/post-purchase`, thief))).toMatchObject({ status: 404, code: "cart_not_found" })
      expect((await api.get(`/store/carts/${cartId}/post-purchase`, owner)).status).toBe(200)
    })
  })

  describe("one request without an account", () => {
    it("can't hold all there is of an offer without a limit", async () => {
      const offerId = await createOffer(api, shop(), { inventory_total: 500 })
      const buy = (quantity: number) =>
        refused(api.post(`/store/offers/${offerId}/purchase`, { regionId: shop().regionId, email: "jo@example.com", quantity }, shop().store))
      expect(await buy(21)).toMatchObject({ status: 400, code: "limit_per_order" })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 0 })
      const cartId = await createCart(api, shop(), null)
      const add = (quantity: number) => refused(api.post(`/store/carts/${cartId}/offers`, { offerId, quantity }, shop().store))
      expect(await add(15)).toMatchObject({ status: 200 })
      expect(await add(6)).toMatchObject({ status: 400, code: "limit_per_order" })
      expect(await add(5)).toMatchObject({ status: 200 })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 20 })
      // The list tells it beforehand.
      const { data } = await api.get(`/store/offers/${offerId}?cartId=${cartId}`, shop().store)
      expect(data.offer).toMatchObject({ perOrderLimit: 20, purchasable: false, refusal: { code: "limit_per_order" } })
      const more = await createOffer(api, shop(), { inventory_total: 500, per_order_limit: 50 })
      expect(await refused(api.post(`/store/carts/${cartId}/offers`, { offerId: more, quantity: 50 }, shop().store))).toMatchObject({ status: 200 })
    })
  })

  describe("text that no database keeps", () => {
    it.each([
      ["/store/events/%00"],
      ["/store/events/a%00b?regionId=x"],
      ["/store/event-sessions/%00"],
      ["/store/offers/%00?currencyCode=eur"],
      ["/store/offers?currencyCode=eur&eventId=%00"],
      ["/store/offers?currencyCode=eur&cartId=a%00"],
      ["/store/carts/%00/offers"],
      ["/store/carts/%00/post-purchase"],
      ["/admin/offers/%00"],
      ["/admin/offers?q=%00"],
      ["/admin/offers?event_id[]=%00"],
      ["/admin/events?q=a%00b"],
      ["/admin/offer-units?q=%00"],
      ["/admin/offer-purchases?order_id=%00"],
      ["/admin/offer-funnels/%00"],
    ])("is refused in %s", async (path) => {
      const options = path.startsWith("/admin") ? shop().admin : shop().store
      expect(await refused(api.get(path, options))).toMatchObject({ status: 400, code: "invalid_request" })
    })

    it("is refused in bodies, metadata included", async () => {
      const cartId = await createCart(api, shop(), null)
      const event = { title: "Gala", starts_at: "2031-05-01T09:00:00Z", ends_at: "2031-05-01T10:00:00Z", time_zone: "Europe/Berlin" }
      const bodies: [string, object][] = [
        [`/store/carts/${cartId}/offers`, { offerId: "a\0" }],
        [`/store/carts/${cartId}/checkout-session`, { successUrl: "http://localhost:8000/\0" }],
        ["/store/offer-purchases", { token: "\0" }],
        ["/store/offers/offer_x/purchase", { regionId: "\0" }],
        ["/admin/events", { ...event, title: "Ga\0la" }],
        ["/admin/events", { ...event, metadata: { deep: [{ note: "\0" }] } }],
        ["/admin/events", { ...event, metadata: { note: "\ud83c" } }],
        ["/admin/events", { ...event, metadata: { "\0": 1 } }],
        [`/admin/events/${shop().eventId}/check-in`, { token: "\0" }],
        ["/admin/offer-funnels", { event_id: "\0", name: "x" }],
      ]
      for (const [path, body] of bodies) {
        const options = path.startsWith("/admin") ? shop().admin : shop().store
        expect([path, await refused(api.post(path, body, options))]).toMatchObject([path, { status: 400, code: "invalid_request" }])
      }
      expect((await refused(api.post("/admin/events", { ...event, metadata: { note: "Gala 🎟 \\u0000" } }, shop().admin))).status).toBeLessThan(300)
    })
  })
})
