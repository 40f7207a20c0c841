import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { AxiosRequestConfig } from "axios"
import Stripe from "stripe"
import { claimAccept, lockRun } from "../../src/modules/funnel/run-ledger"
import { Sql } from "../../src/utils/sql"
import { signGrant } from "../../src/plugins/stripe-checkout/off-session-grant"
import { sweepCheckouts } from "../../src/workflows/checkout/sweep-checkouts"
import type { PostPurchase } from "../../src/workflows/funnel/post-purchase"
import { sweepFunnels } from "../../src/workflows/funnel/sweep-funnels"
import { testApp } from "../support/app"
import { CARD } from "../support/cards"
import { confirm, eventually } from "../support/checkout"
import { signUp } from "../support/customer"
import { createOffer, orderByInvoice, refused, stockOf } from "../support/shop"

type Knex = {
  raw: (statement: string, bindings?: unknown[]) => Promise<{ rows: never[] }>
  transaction: <Result>(work: (trx: Knex) => Promise<Result>) => Promise<Result>
}

const API_KEY = "sk_test_integration"
/** Asks for 3-D Secure at every payment, also at those its owner isn't there for. */
const ALWAYS_3DS = "4000002760003184"
const PROVIDER = "pp_stripe-checkout_stripe-checkout"
/** A hoodie at 45 with 19 % VAT, in cents. */
const HOODIE = 5355

testApp(({ api, container, shop, settle, stripe }) => {
  const client = () => new Stripe(API_KEY, { host: "localhost", port: stripe().port, protocol: "http" })
  const knex = () => container().resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
  /** The stand-in outlives the tests, whose databases don't. */
  let before = new Set<string>()
  const intents = async () => (await client().paymentIntents.list({ limit: 100 })).data
  beforeEach(async () => {
    before = new Set((await intents()).map(({ id }) => id))
  })
  afterEach(() => stripe().faults.clear())

  type Step = { key: string; offer_id: string; on_accept?: string; on_decline?: string }
  const funnelBody = (steps: Step[], overrides: Record<string, unknown> = {}) => ({
    event_id: shop().eventId,
    name: "After the ticket",
    status: "active",
    steps: steps.map((step) => ({ headline: `Take ${step.key}`, ...step })),
    ...overrides,
  })
  const createFunnel = async (steps: Step[], overrides: Record<string, unknown> = {}) =>
    (await api.post("/admin/offer-funnels", funnelBody(steps, overrides), shop().admin)).data.funnel
  const readFunnel = async (id: string) => (await api.get(`/admin/offer-funnels/${id}`, shop().admin)).data.funnel

  /** A hoodie, and a poster for whoever doesn't want it. */
  const hoodieThenPoster = async (overrides: Record<string, unknown> = {}) => {
    const hoodie = await createOffer(api, shop(), { requires_ticket: true, placements: ["POST_PURCHASE"] })
    const poster = await createOffer(api, shop(), { title: "Poster", prices: [{ currency_code: "eur", amount: 10 }] })
    const steps = [
      { key: "hoodie", offer_id: hoodie, on_decline: "poster" },
      { key: "poster", offer_id: poster },
    ]
    return { hoodie, poster, funnel: await createFunnel(steps, overrides) }
  }

  const openCart = async (options: AxiosRequestConfig = shop().store, email = "attendee@example.com") => {
    const body = { region_id: shop().regionId, email, items: [{ variant_id: shop().tickets.standard, quantity: 1 }] }
    return (await api.post("/store/carts", body, options)).data.cart.id as string
  }
  /** A ticket, paid on the hosted page. */
  const order = async (options: AxiosRequestConfig = shop().store, card: string = CARD.card) => {
    const cartId = await openCart(options)
    const { data } = await api.post(`/store/carts/${cartId}/checkout-session`, {}, options)
    const sessionId = new URL(data.checkoutUrl).pathname.split("/").pop() as string
    const paid = stripe().payCheckoutSession(sessionId, { ...CARD, card })
    if (paid.outcome === "requires_action") {
      const { payment_intent } = await client().checkout.sessions.retrieve(sessionId)
      stripe().authenticate(payment_intent as string, true)
    }
    const { data: placed } = await api.post(`/store/carts/${cartId}/checkout-session/confirm`, {}, options)
    expect(placed.status).toBe("placed")
    return { cartId, orderId: placed.orderId as string, sessionId }
  }

  const read = async (cartId: string, options: AxiosRequestConfig = shop().store) =>
    (await api.get(`/store/carts/${cartId}/post-purchase`, options)).data.postPurchase as PostPurchase
  const answer = async (what: "accept" | "decline", cartId: string, stepId: string, options: AxiosRequestConfig = shop().store) =>
    (await api.post(`/store/carts/${cartId}/post-purchase/${what}`, { stepId }, options)).data.postPurchase as PostPurchase
  const accept = async (cartId: string, stepId?: string) => await answer("accept", cartId, stepId ?? ((await read(cartId)).step?.id as string))
  const decline = async (cartId: string, stepId?: string) => await answer("decline", cartId, stepId ?? ((await read(cartId)).step?.id as string))

  const orders = async () => (await api.get("/admin/orders?fields=id,metadata,total,*items", shop().admin)).data.orders as Order[]
  type Order = { id: string; metadata: Record<string, unknown> | null; total: number; items: { title: string }[] }
  /** Charges of saved methods: those whose intent the server's grant is written on. */
  const offSession = async () => (await intents()).filter(({ id, metadata }) => metadata.off_session_grant && !before.has(id))
  const sold = (offerId: string, units: number) => eventually(() => stockOf(api, shop(), offerId), (stock) => stock.sold === units)

  describe("an offer taken with one click", () => {
    it("is charged once, ordered, linked to the first order, and taken off the stock", async () => {
      const { hoodie, funnel } = await hoodieThenPoster()
      const first = await order()
      const open = await read(first.cartId)
      expect(open).toMatchObject({
        status: "open",
        orderId: first.orderId,
        acceptedCount: 0,
        acceptLimit: 3,
        step: { headline: "Take hoodie", oneClick: true, paymentMethod: { brand: "visa", last4: "4242" }, offer: { id: hoodie, price: 45 } },
        results: [],
      })
      const left = new Date(open.expiresAt as string).getTime() - new Date(open.serverTime).getTime()
      expect(left).toBeGreaterThan(14 * 60_000)
      expect(left).toBeLessThanOrEqual(15 * 60_000)

      const taken = await accept(first.cartId)
      expect(taken).toMatchObject({ status: "finished", acceptedCount: 1, step: null })
      expect(taken.results).toMatchObject([{ decision: "accepted", outcome: "ordered", offerTitle: "Hoodie", message: null, checkoutUrl: null }])
      expect(await sold(hoodie, 1)).toMatchObject({ sold: 1, held: 0 })

      const charges = await offSession()
      expect(charges).toMatchObject([{ status: "succeeded", amount_received: HOODIE, currency: "eur" }])
      const all = await orders()
      expect(all).toHaveLength(2)
      const second = all.find(({ id }) => id === taken.results[0].orderId)
      expect(second).toMatchObject({ metadata: { parent_order_id: first.orderId }, items: [{}] })
      expect(second?.total).toBeCloseTo(HOODIE / 100, 6)
      const parent = await eventually(orders, (list) => list.some(({ metadata }) => metadata?.post_purchase_order_ids))
      expect(parent.find(({ id }) => id === first.orderId)?.metadata).toMatchObject({ post_purchase_order_ids: [second?.id] })

      const { data } = await api.get(`/admin/offers/${hoodie}/purchases`, shop().admin)
      expect(data.purchases).toMatchObject([{ order_id: second?.id, quantity: 1 }])
      expect((await readFunnel(funnel.id)).stats).toEqual({
        started: 1,
        accepted: 1,
        declined: 0,
        revenue: [{ currency_code: "eur", amount: HOODIE / 100 }],
      })
      const { data: payments } = await api.get(`/admin/orders/${second?.id}?fields=payment_status,*payment_collections.payments`, shop().admin)
      expect(payments.order.payment_status).toBe("captured")
    })

    it("sent several times at once is charged once, and answered the same", async () => {
      const { hoodie } = await hoodieThenPoster()
      const first = await order()
      const stepId = (await read(first.cartId)).step?.id as string
      const answers = await Promise.all(Array.from({ length: 4 }, () => answer("accept", first.cartId, stepId)))
      expect(new Set(answers.map(({ results }) => results[0].orderId)).size).toBe(1)
      expect(answers.map(({ results }) => results[0].outcome)).toEqual(["ordered", "ordered", "ordered", "ordered"])
      expect((await answer("accept", first.cartId, stepId)).results[0]).toEqual(answers[0].results[0])
      expect(await offSession()).toHaveLength(1)
      expect(await orders()).toHaveLength(2)
      expect(await sold(hoodie, 1)).toMatchObject({ sold: 1, held: 0 })
    })

    it("is sent the way the first order is, or the cheapest", async () => {
      const cheap = await createShippingOptions()
      const { data } = await api.get("/admin/shipping-profiles?type=default", shop().admin)
      const hoodie = await createOffer(api, shop(), { requires_shipping: true })
      const offer = (await api.get(`/admin/offers/${hoodie}`, shop().admin)).data.offer
      await api.post(`/admin/products/${offer.product_id}`, { shipping_profile_id: data.shipping_profiles[0].id }, shop().admin)
      await createFunnel([{ key: "hoodie", offer_id: hoodie }])
      const first = await order()
      const taken = await accept(first.cartId)
      expect(taken.results).toMatchObject([{ outcome: "ordered" }])
      const path = `/admin/orders/${taken.results[0].orderId}?fields=id,*shipping_methods,*shipping_address`
      const made = (await api.get(path, shop().admin)).data.order
      expect(made.shipping_methods).toMatchObject([{ shipping_option_id: cheap, amount: 5 }])
      expect(await offSession()).toMatchObject([{ amount_received: Math.round((45 + 5) * 1.19 * 100) }])
    })

    it("that costs nothing is ordered without a payment", async () => {
      const free = await createOffer(api, shop(), { title: "Sticker", prices: [{ currency_code: "eur", amount: 0 }] })
      await createFunnel([{ key: "free", offer_id: free }])
      const first = await order()
      expect((await accept(first.cartId)).results).toMatchObject([{ outcome: "ordered" }])
      expect(await offSession()).toHaveLength(0)
      expect(await sold(free, 1)).toMatchObject({ sold: 1, held: 0 })
    })

    it("is charged to the card of an order paid with Medusa's own Stripe provider, if the card was kept", async () => {
      await hoodieThenPoster()
      const owner = await signUp(api, shop(), "element@example.com")
      const cartId = await openCart(owner, "element@example.com")
      await api.post(`/store/carts/${cartId}/customer`, {}, owner)
      const { data } = await api.post("/store/payment-collections", { cart_id: cartId }, owner)
      const created = await api.post(
        `/store/payment-collections/${data.payment_collection.id}/payment-sessions`,
        { provider_id: "pp_stripe_stripe", data: { setup_future_usage: "off_session" } },
        owner
      )
      const [element] = created.data.payment_collection.payment_sessions
      await client().paymentIntents.confirm(element.data.id, { payment_method: "pm_card_mastercard", return_url: "http://localhost:8000/" })
      const open = await eventually(() => read(cartId, owner), ({ status }) => status === "open")
      expect(open.step).toMatchObject({ oneClick: true, paymentMethod: { brand: "mastercard", last4: "4444" } })
      const taken = await answer("accept", cartId, open.step?.id as string, owner)
      expect(taken.results).toMatchObject([{ outcome: "ordered" }])
      expect(await offSession()).toMatchObject([{ status: "succeeded", amount_received: HOODIE }])
    })

    /** Two ways to send a parcel to Germany; answers the cheaper one. */
    async function createShippingOptions(): Promise<string> {
      const post = async (path: string, body: unknown) => (await api.post(path, body, shop().admin)).data
      const { stock_location } = await post("/admin/stock-locations", { name: "Warehouse" })
      await post(`/admin/stock-locations/${stock_location.id}/sales-channels`, { add: [shop().salesChannelId] })
      await post(`/admin/stock-locations/${stock_location.id}/fulfillment-providers`, { add: ["manual_manual"] })
      const sets = `/admin/stock-locations/${stock_location.id}/fulfillment-sets?fields=id,*fulfillment_sets`
      const { stock_location: located } = await post(sets, { name: "Parcels", type: "shipping" })
      const zones = `/admin/fulfillment-sets/${located.fulfillment_sets[0].id}/service-zones?fields=id,*service_zones`
      const { fulfillment_set } = await post(zones, { name: "Germany", geo_zones: [{ type: "country", country_code: "de" }] })
      const { data } = await api.get("/admin/shipping-profiles?type=default", shop().admin)
      const ids: string[] = []
      for (const [name, amount] of [["Courier", 20], ["Parcel", 5]] as const) {
        const { shipping_option } = await post("/admin/shipping-options", {
          name,
          service_zone_id: fulfillment_set.service_zones[0].id,
          shipping_profile_id: data.shipping_profiles[0].id,
          provider_id: "manual_manual",
          price_type: "flat",
          type: { label: name, description: name, code: name.toLowerCase() },
          prices: [{ currency_code: "eur", amount }],
          rules: [
            { attribute: "enabled_in_store", operator: "eq", value: "true" },
            { attribute: "is_return", operator: "eq", value: "false" },
          ],
        })
        ids.push(shipping_option.id)
      }
      return ids[1]
    }

    it("can be refunded like any payment", async () => {
      const { hoodie } = await hoodieThenPoster()
      const first = await order()
      const { results } = await accept(first.cartId)
      await sold(hoodie, 1)
      await settle()
      await api.post(`/admin/orders/${results[0].orderId}/cancel`, {}, shop().admin)
      const [charge] = await offSession()
      const refunds = (await client().refunds.list({ payment_intent: charge.id })).data
      expect(refunds.map(({ amount }) => amount)).toEqual([HOODIE])
      expect(await sold(hoodie, 0)).toMatchObject({ sold: 0, held: 0 })
    })

    it("belongs to the customer with the account, and to nobody else", async () => {
      const { hoodie } = await hoodieThenPoster()
      const owner = await signUp(api, shop(), "owner@example.com")
      const stranger = await signUp(api, shop(), "stranger@example.com")
      const first = await order(owner)
      const { step } = await read(first.cartId, owner)
      expect(step?.offer.id).toBe(hoodie)
      for (const options of [stranger, shop().store]) {
        expect(await refused(api.get(`/store/carts/${first.cartId}/post-purchase`, options))).toMatchObject({ status: 404, code: "cart_not_found" })
        for (const what of ["accept", "decline"]) {
          const call = api.post(`/store/carts/${first.cartId}/post-purchase/${what}`, { stepId: step?.id }, options)
          expect(await refused(call)).toMatchObject({ status: 404, code: "cart_not_found" })
        }
      }
      const taken = await answer("accept", first.cartId, step?.id as string, owner)
      expect(taken.results).toMatchObject([{ outcome: "ordered" }])
      const [charge] = await offSession()
      const { payment_intent } = await client().checkout.sessions.retrieve(first.sessionId, { expand: ["payment_intent"] })
      expect(charge.customer).toBe((payment_intent as Stripe.PaymentIntent).customer)
    })
  })

  describe("two claims of one step", () => {
    /** Six at once, each in a transaction of its own that is as slow as a busy server's between looking and writing. */
    const race = async (runId: string, stepId: string, lock: typeof lockRun) => {
      const claims = Array.from({ length: 6 }, () =>
        knex().transaction(async (trx) => {
          const sql: Sql = async (statement, bindings) => {
            const { rows } = await trx.raw(statement, bindings)
            if (statement.includes("from offer_funnel_decision where run_id")) {
              await trx.raw("select pg_sleep(0.2)")
            }
            return rows
          }
          return (await claimAccept(sql, runId, stepId, lock)).verdict
        })
      )
      return (await Promise.all(claims)).filter((verdict) => verdict === "begin").length
    }
    const begun = async () => {
      await hoodieThenPoster()
      const { cartId } = await order()
      const { step } = await read(cartId)
      const { rows } = await knex().raw("select id from offer_funnel_run where cart_id = ?", [cartId])
      return [(rows[0] as { id: string }).id, step?.id as string] as const
    }
    const withoutLock: typeof lockRun = (sql, id) => lockRun((statement, bindings) => sql(statement.replace("for update", ""), bindings), id)

    it("give the work to one", async () => {
      expect(await race(...(await begun()), lockRun)).toBe(1)
    })

    it("give it to one without the lock, because the unique index has the last word", async () => {
      expect(await race(...(await begun()), withoutLock)).toBe(1)
    })

    it("give it to several without either", async () => {
      await knex().raw(`drop index "IDX_offer_funnel_decision_run_id_step_id_unique"`)
      expect(await race(...(await begun()), withoutLock)).toBeGreaterThan(1)
    })
  })

  describe("an offer that is not wanted", () => {
    it("is followed by another, and a reload shows the same", async () => {
      const { hoodie, poster, funnel } = await hoodieThenPoster()
      const first = await order()
      const hoodieStep = (await read(first.cartId)).step?.id as string
      const declined = await decline(first.cartId, hoodieStep)
      expect(declined).toMatchObject({ status: "open", acceptedCount: 0, step: { headline: "Take poster", offer: { id: poster } } })
      expect(declined.results).toMatchObject([{ stepId: hoodieStep, decision: "declined", outcome: null, orderId: null }])
      const strip = ({ serverTime: _time, ...rest }: PostPurchase) => rest
      expect(strip(await read(first.cartId))).toEqual(strip(declined))
      expect(strip(await decline(first.cartId, hoodieStep))).toEqual(strip(declined))
      const late = api.post(`/store/carts/${first.cartId}/post-purchase/accept`, { stepId: hoodieStep }, shop().store)
      expect(await refused(late)).toMatchObject({ status: 400, code: "funnel_step_not_current" })

      expect(await accept(first.cartId)).toMatchObject({ status: "finished", acceptedCount: 1 })
      expect(await sold(poster, 1)).toMatchObject({ sold: 1 })
      expect(await stockOf(api, shop(), hoodie)).toMatchObject({ sold: 0, held: 0 })
      expect((await readFunnel(funnel.id)).stats).toMatchObject({ started: 1, accepted: 1, declined: 1 })
    })

    it("that is sold out, or bought already, is passed by", async () => {
      const gone = await createOffer(api, shop(), { title: "Gone", inventory_total: 0 })
      const owned = await createOffer(api, shop(), { title: "Owned" })
      const left = await createOffer(api, shop(), { title: "Left" })
      const keys = { gone, owned, left }
      await createFunnel(
        Object.entries(keys).map(([key, offer_id], index) => ({ key, offer_id, on_decline: Object.keys(keys)[index + 1] }))
      )
      const cartId = await openCart()
      await api.post(`/store/carts/${cartId}/offers`, { offerId: owned }, shop().store)
      await orderByInvoice(api, shop(), cartId)
      expect((await read(cartId)).step?.offer.id).toBe(left)
    })

    it("that is sold out between being shown and being taken is refused, nothing charged, and passed by", async () => {
      const { hoodie, poster } = await hoodieThenPoster()
      const first = await order()
      const stepId = (await read(first.cartId)).step?.id as string
      await api.post(`/admin/offers/${hoodie}`, { inventory_total: 0 }, shop().admin)
      const call = api.post(`/store/carts/${first.cartId}/post-purchase/accept`, { stepId }, shop().store)
      expect(await refused(call)).toMatchObject({ status: 400, code: "offer_sold_out" })
      expect(await read(first.cartId)).toMatchObject({ status: "open", step: { offer: { id: poster } }, results: [] })
      expect(await offSession()).toHaveLength(0)
    })
  })

  describe("the end", () => {
    it("comes when as many offers were taken as may be", async () => {
      const one = await createOffer(api, shop(), { title: "One" })
      const two = await createOffer(api, shop(), { title: "Two" })
      const funnel = await createFunnel(
        [
          { key: "one", offer_id: one, on_accept: "two" },
          { key: "two", offer_id: two },
        ],
        { accept_limit: 1 }
      )
      const first = await order()
      expect(await accept(first.cartId)).toMatchObject({ status: "finished", acceptedCount: 1, acceptLimit: 1, step: null })
      const call = api.post(`/store/carts/${first.cartId}/post-purchase/accept`, { stepId: funnel.steps[1].id }, shop().store)
      expect((await refused(call)).code).toMatch(/^funnel_(step_not_current|expired)$/)
      expect(await stockOf(api, shop(), two)).toMatchObject({ sold: 0, held: 0 })
    })

    it("comes with the window, whatever is sent afterwards", async () => {
      await hoodieThenPoster()
      const first = await order()
      const stepId = (await read(first.cartId)).step?.id as string
      await knex().raw("update offer_funnel_run set expires_at = clock_timestamp() where cart_id = ?", [first.cartId])
      for (const what of ["accept", "decline"]) {
        const call = api.post(`/store/carts/${first.cartId}/post-purchase/${what}`, { stepId }, shop().store)
        expect(await refused(call)).toMatchObject({ status: 400, code: "funnel_expired" })
      }
      expect(await read(first.cartId)).toMatchObject({ status: "expired", step: null })
      await sweepFunnels(container())
      expect(await read(first.cartId)).toMatchObject({ status: "expired", step: null })
      expect(await offSession()).toHaveLength(0)
    })

    it("is there from the beginning without a funnel, before an order, and for an order made in a funnel", async () => {
      const cartId = await openCart()
      expect(await read(cartId)).toMatchObject({ status: "none", orderId: null })
      const first = await order()
      expect(await read(first.cartId)).toMatchObject({ status: "none", orderId: first.orderId, step: null, results: [] })
      await hoodieThenPoster()
      const second = await order()
      await accept(second.cartId)
      const { rows } = await knex().raw("select cart_id from offer_funnel_decision")
      expect(await read((rows[0] as { cart_id: string }).cart_id)).toMatchObject({ status: "none" })
    })
  })

  describe("a payment that one click can't make", () => {
    const payPage = async (url: string) => {
      const sessionId = new URL(url).pathname.split("/").pop() as string
      const { outcome } = stripe().payCheckoutSession(sessionId, CARD)
      expect(outcome).toBe("complete")
      return sessionId
    }

    it("is declined: Stripe's words, the stock given back, and a page or a no still possible", async () => {
      const { hoodie, funnel } = await hoodieThenPoster()
      const first = await order()
      const stepId = (await read(first.cartId)).step?.id as string
      await swapSavedCard(first.cartId, "pm_card_chargeCustomerFail")
      const failed = await accept(first.cartId, stepId)
      expect(failed).toMatchObject({ status: "open", acceptedCount: 0, step: { id: stepId, oneClick: false, paymentMethod: null } })
      expect(failed.results).toMatchObject([{ stepId, decision: "accepted", outcome: "payment_failed", message: "Your card was declined.", orderId: null }])
      expect(await stockOf(api, shop(), hoodie)).toMatchObject({ sold: 0, held: 0 })
      expect(await orders()).toHaveLength(1)
      expect((await readFunnel(funnel.id)).stats).toMatchObject({ accepted: 0 })

      const page = await accept(first.cartId, stepId)
      expect(page.results).toMatchObject([{ stepId, outcome: "payment_page", checkoutUrl: expect.stringContaining("http") }])
      expect((await accept(first.cartId, stepId)).results).toEqual(page.results)
      await payPage(page.results[0].checkoutUrl as string)
      const done = await eventually(() => read(first.cartId), ({ results }) => results[0].outcome === "ordered")
      expect(done.results).toMatchObject([{ outcome: "ordered", checkoutUrl: null, orderId: expect.stringContaining("order_") }])
      expect(await sold(hoodie, 1)).toMatchObject({ sold: 1, held: 0 })
      expect((await offSession()).filter(({ status }) => status === "succeeded")).toHaveLength(0)
    })

    it("is declined, and the offer then too", async () => {
      const { hoodie, poster } = await hoodieThenPoster()
      const first = await order()
      await swapSavedCard(first.cartId, "pm_card_chargeCustomerFail")
      await accept(first.cartId)
      const next = await decline(first.cartId)
      expect(next).toMatchObject({ status: "open", step: { offer: { id: poster }, oneClick: true }, results: [{ decision: "declined", outcome: null, message: null }] })
      expect(await stockOf(api, shop(), hoodie)).toMatchObject({ sold: 0, held: 0 })
    })

    it("wants 3-D Secure: a page, and the order once it was paid there", async () => {
      const { hoodie } = await hoodieThenPoster()
      const first = await order(shop().store, ALWAYS_3DS)
      const page = await accept(first.cartId)
      expect(page.results).toMatchObject([{ outcome: "payment_page", orderId: null, message: null }])
      expect(page).toMatchObject({ acceptedCount: 1, status: "finished" })
      expect(await stockOf(api, shop(), hoodie)).toMatchObject({ sold: 0, held: 1 })
      await payPage(page.results[0].checkoutUrl as string)
      const { rows } = await knex().raw("select cart_id from offer_funnel_decision")
      expect(await confirm(api, shop(), (rows[0] as { cart_id: string }).cart_id)).toMatchObject({ status: "placed" })
      const done = await eventually(() => read(first.cartId), ({ results }) => results[0].outcome === "ordered")
      expect(done.results[0].orderId).not.toBe(first.orderId)
      expect(await sold(hoodie, 1)).toMatchObject({ sold: 1, held: 0 })
      expect((await offSession()).map(({ status }) => status)).toEqual(["canceled"])
    })

    it("has nothing to charge: an order paid without Stripe leads to a page", async () => {
      const { hoodie } = await hoodieThenPoster()
      const cartId = await openCart()
      await orderByInvoice(api, shop(), cartId)
      expect((await read(cartId)).step).toMatchObject({ oneClick: false, paymentMethod: null, offer: { id: hoodie } })
      const page = await accept(cartId)
      expect(page.results).toMatchObject([{ outcome: "payment_page" }])
      stripe().faults.add({ drop_webhooks: 10 })
      await payPage(page.results[0].checkoutUrl as string)
      stripe().faults.clear()
      const { rows } = await knex().raw("update offer_checkout_attempt set opened_at = opened_at - interval '1 hour' returning cart_id")
      expect(rows.length).toBeGreaterThan(0)
      await sweepCheckouts(container())
      await sweepFunnels(container())
      expect((await read(cartId)).results).toMatchObject([{ outcome: "ordered" }])
    })

    it("is a page that nobody paid: the funnel's sweep says so, and gives the stock back", async () => {
      const { hoodie } = await hoodieThenPoster()
      const cartId = await openCart()
      await orderByInvoice(api, shop(), cartId)
      await accept(cartId)
      expect(await stockOf(api, shop(), hoodie)).toMatchObject({ held: 1 })
      await knex().raw("update offer_funnel_decision set checkout_expires_at = clock_timestamp() - interval '1 hour'")
      await sweepFunnels(container())
      expect((await read(cartId)).results).toMatchObject([{ outcome: "payment_failed", checkoutUrl: null, message: "The payment page was not paid in time." }])
      expect(await stockOf(api, shop(), hoodie)).toMatchObject({ held: 0, sold: 0 })
    })

    /** As if the first order had been paid with another card, which its bank has blocked since. */
    async function swapSavedCard(cartId: string, card: string): Promise<void> {
      await read(cartId)
      const { rows } = await knex().raw("select saved_method from offer_funnel_run where cart_id = ?", [cartId])
      const { customer } = (rows[0] as { saved_method: { customer: string } }).saved_method
      const { id } = await client().paymentMethods.attach(card, { customer })
      await knex().raw(`update offer_funnel_run set saved_method = jsonb_set(saved_method, '{payment_method}', to_jsonb(?::text)) where cart_id = ?`, [id, cartId])
    }
  })

  describe("an interruption", () => {
    it("after the charge and before the order: the sweep places the order, charged once", async () => {
      const { hoodie } = await hoodieThenPoster()
      const first = await order()
      const stepId = (await read(first.cartId)).step?.id as string
      // Stripe charges, and from that moment on nobody hears from it.
      stripe().faults.add({ match: { method: "POST", path: "^/v1/payment_intents/[^/]+/confirm$" }, after_execution: true, times: 10 })
      const accepting = accept(first.cartId, stepId)
      await eventually(offSession, (charges) => charges.some(({ status }) => status === "succeeded"))
      stripe().faults.add({ match: { path: "^/v1/payment_intents/[^/]+" }, status: 500 })
      const cut = await accepting
      expect(cut).toMatchObject({ status: "open", step: null, results: [{ outcome: "pending", orderId: null }] })
      stripe().faults.clear()
      expect(await orders()).toHaveLength(1)
      expect(await offSession()).toMatchObject([{ status: "succeeded", amount_received: HOODIE }])

      await knex().raw("update offer_checkout_attempt set opened_at = opened_at - interval '1 hour', checked_at = null")
      await sweepCheckouts(container())
      const done = await eventually(() => read(first.cartId), ({ results }) => results[0].outcome === "ordered")
      expect(done).toMatchObject({ status: "finished", acceptedCount: 1 })
      expect(await orders()).toHaveLength(2)
      expect(await offSession()).toHaveLength(1)
      expect(await sold(hoodie, 1)).toMatchObject({ sold: 1, held: 0 })
    })

    it("before the charge: nothing is charged, and the step is the attendee's again", async () => {
      const { hoodie } = await hoodieThenPoster()
      const first = await order()
      const stepId = (await read(first.cartId)).step?.id as string
      stripe().faults.add({ match: { method: "POST", path: "^/v1/payment_intents$" }, status: 500 })
      const cut = await accept(first.cartId, stepId)
      stripe().faults.clear()
      expect(cut).toMatchObject({ status: "open", step: { id: stepId }, results: [{ outcome: "payment_failed" }] })
      expect(await stockOf(api, shop(), hoodie)).toMatchObject({ sold: 0, held: 0 })
      expect((await offSession()).filter(({ status }) => status === "succeeded")).toHaveLength(0)
      expect(await accept(first.cartId, stepId)).toMatchObject({ results: [{ outcome: "payment_page" }] })
    })

    it("of a server that is gone for good: the funnel's sweep ends what it left", async () => {
      const { hoodie } = await hoodieThenPoster()
      const first = await order()
      const { step } = await read(first.cartId)
      const { rows } = await knex().raw("select id from offer_funnel_run")
      await knex().raw(
        `insert into offer_funnel_decision (id, run_id, step_id, offer_id, decision, outcome, leased_until)
         values ('offdec_left', ?, ?, ?, 'accepted', 'pending', clock_timestamp() - interval '1 second')`,
        [(rows[0] as { id: string }).id, step?.id, hoodie]
      )
      expect(await read(first.cartId)).toMatchObject({ status: "open", step: null, results: [{ outcome: "pending" }] })
      await sweepFunnels(container())
      expect(await read(first.cartId)).toMatchObject({ step: { id: step?.id }, results: [{ outcome: "payment_failed" }] })
    })
  })

  describe("a forged wish to charge a saved method", () => {
    const session = async (cartId: string, data: Record<string, unknown>) => {
      const created = await api.post("/store/payment-collections", { cart_id: cartId }, shop().store)
      return api.post(
        `/store/payment-collections/${created.data.payment_collection.id}/payment-sessions`,
        { provider_id: PROVIDER, data },
        shop().store
      )
    }
    /** What a thief may know: somebody's customer and payment method at Stripe. */
    const victim = async () => {
      const { sessionId } = await order()
      const { payment_intent } = await client().checkout.sessions.retrieve(sessionId, { expand: ["payment_intent"] })
      const intent = payment_intent as Stripe.PaymentIntent
      return { customer: intent.customer as string, payment_method: intent.payment_method as string }
    }
    const grant = (cartId: string, saved: { customer: string; payment_method: string }, changes: Record<string, unknown> = {}) => ({
      id: "offdec_forged",
      cart_id: cartId,
      ...saved,
      amount: 11_900,
      currency: "eur",
      expires_at: Math.floor(Date.now() / 1000) + 600,
      ...changes,
    })

    it("without the server's grant gets a payment page like anybody else", async () => {
      const saved = await victim()
      const cartId = await openCart()
      const { data } = await session(cartId, { ...saved, off_session: true, confirm: true })
      const [made] = data.payment_collection.payment_sessions
      expect(made.data.id).toMatch(/^cs_/)
      expect((await refused(api.post(`/store/carts/${cartId}/complete`, {}, shop().store))).status).toBe(400)
      expect((await client().paymentIntents.list({ customer: saved.customer })).data).toHaveLength(1)
    })

    it.each([
      ["signed with another key", (payload: never) => signGrant("sk_test_other", payload), {}],
      ["for another amount", (payload: never) => signGrant(API_KEY, payload), { amount: 100 }],
      ["out of date", (payload: never) => signGrant(API_KEY, payload), { expires_at: 1_700_000_000 }],
      ["made up", async () => "x.y", {}],
    ])("with a grant %s is refused", async (_what, sign, changes) => {
      const saved = await victim()
      const cartId = await openCart()
      const token = await sign(grant(cartId, saved, changes) as never)
      expect(await refused(session(cartId, { off_session_grant: token }))).toMatchObject({ status: 400, code: "off_session_grant_invalid" })
      expect(await offSession()).toHaveLength(0)
    })

    it("with a grant that was used is refused, and the buyer never sees one", async () => {
      const saved = await victim()
      const [mine, other] = [await openCart(), await openCart()]
      const { data } = await session(mine, { off_session_grant: await signGrant(API_KEY, grant(mine, saved)) })
      const [made] = data.payment_collection.payment_sessions
      expect(made.data).toMatchObject({ id: expect.stringMatching(/^pi_/), off_session_grant: null })
      const again = await refused(session(other, { off_session_grant: await signGrant(API_KEY, grant(other, saved)) }))
      expect(again.status).toBeGreaterThanOrEqual(400)
      expect(await offSession()).toHaveLength(1)
    })
  })

  describe("the first order's fulfilment", () => {
    const fulfill = async (orderId: string) => {
      const { data } = await api.get(`/admin/orders/${orderId}?fields=id,*items`, shop().admin)
      const location = await api.post("/admin/stock-locations", { name: "Box office" }, shop().admin)
      return api.post(
        `/admin/orders/${orderId}/fulfillments`,
        { location_id: location.data.stock_location.id, items: data.order.items.map(({ id }: { id: string }) => ({ id, quantity: 1 })) },
        shop().admin
      )
    }

    it("waits while the funnel is open and was told to, and no longer", async () => {
      await hoodieThenPoster({ hold_fulfillment: true })
      const first = await order()
      expect(await refused(fulfill(first.orderId))).toMatchObject({ status: 400, code: "fulfillment_held" })
      await decline(first.cartId)
      expect(await refused(fulfill(first.orderId))).toMatchObject({ code: "fulfillment_held" })
      expect(await decline(first.cartId)).toMatchObject({ status: "finished" })
      expect((await refused(fulfill(first.orderId))).code).not.toBe("fulfillment_held")
    })

    it("waits no longer than the window", async () => {
      await hoodieThenPoster({ hold_fulfillment: true })
      const first = await order()
      expect(await refused(fulfill(first.orderId))).toMatchObject({ code: "fulfillment_held" })
      await knex().raw("update offer_funnel_run set expires_at = clock_timestamp()")
      expect((await refused(fulfill(first.orderId))).code).not.toBe("fulfillment_held")
    })

    it("doesn't wait when the funnel wasn't told to hold it", async () => {
      await hoodieThenPoster()
      const first = await order()
      await read(first.cartId)
      expect((await refused(fulfill(first.orderId))).code).not.toBe("fulfillment_held")
    })
  })

  describe("an organizer", () => {
    it("makes, changes, lists and deletes a funnel", async () => {
      const { funnel, hoodie, poster } = await hoodieThenPoster({ status: "draft", hold_fulfillment: true, window_minutes: 30 })
      expect(funnel).toMatchObject({
        event_id: shop().eventId,
        status: "draft",
        window_minutes: 30,
        hold_fulfillment: true,
        accept_limit: 3,
        entry_step_id: funnel.steps[0].id,
        steps: [
          { key: "hoodie", offer_id: hoodie, headline: "Take hoodie", message: null, on_accept: null, on_decline: "poster" },
          { key: "poster", offer_id: poster, on_accept: null, on_decline: null },
        ],
        stats: { started: 0, accepted: 0, declined: 0, revenue: [] },
      })
      const change = {
        name: "Posters first",
        status: "active",
        steps: [
          { key: "poster", offer_id: poster, headline: "A poster?", on_accept: "hoodie" },
          { key: "hoodie", offer_id: hoodie, headline: "A hoodie?", message: "Warm." },
        ],
      }
      const { data } = await api.post(`/admin/offer-funnels/${funnel.id}`, change, shop().admin)
      expect(data.funnel).toMatchObject({ ...change, window_minutes: 30, entry_step_id: funnel.steps[1].id })
      expect(data.funnel.steps.map(({ id }: { id: string }) => id)).toEqual([funnel.steps[1].id, funnel.steps[0].id])

      const list = (query: string) => api.get(`/admin/offer-funnels?${query}`, shop().admin)
      expect((await list(`event_id=${shop().eventId}&status=active`)).data).toMatchObject({ count: 1, limit: 20, offset: 0, funnels: [{ id: funnel.id }] })
      expect((await list("status=draft")).data.count).toBe(0)
      expect((await list(`event_id=${shop().otherEventId}`)).data.count).toBe(0)
      await api.delete(`/admin/offer-funnels/${funnel.id}`, shop().admin)
      expect(await refused(api.get(`/admin/offer-funnels/${funnel.id}`, shop().admin))).toMatchObject({ status: 404, code: "funnel_not_found" })
      // The place of an active funnel is free again.
      await createFunnel([{ key: "hoodie", offer_id: hoodie }])
    })

    it("doesn't move those who are underway", async () => {
      const { funnel, poster } = await hoodieThenPoster()
      const first = await order()
      const before = (await read(first.cartId)).step?.id
      await api.post(`/admin/offer-funnels/${funnel.id}`, { status: "archived", steps: [{ key: "other", offer_id: poster, headline: "Other" }] }, shop().admin)
      expect((await read(first.cartId)).step?.id).toBe(before)
      expect(await accept(first.cartId)).toMatchObject({ results: [{ outcome: "ordered" }] })
    })

    it("is told what is wrong with a funnel", async () => {
      const { hoodie, funnel } = await hoodieThenPoster()
      const foreign = await createOffer(api, shop(), { event_id: shop().otherEventId, title: "Elsewhere" })
      const post = (body: Record<string, unknown>) => refused(api.post("/admin/offer-funnels", body, shop().admin))
      const step = (key: string, rest: Partial<Step> = {}) => ({ key, offer_id: hoodie, ...rest })
      const draft = (steps: Step[], rest: Record<string, unknown> = {}) => funnelBody(steps, { status: "draft", ...rest })

      expect(await post(draft([step("a", { on_accept: "b" })]))).toMatchObject({ status: 400, code: "funnel_step_unknown" })
      expect(await post(draft([step("a"), step("a")]))).toMatchObject({ code: "funnel_step_duplicate" })
      expect(await post(draft([step("a", { on_accept: "b" }), step("b", { on_decline: "a" })]))).toMatchObject({ code: "funnel_cycle" })
      expect(await post(draft(Array.from({ length: 13 }, (_, index) => step(`s${index}`))))).toMatchObject({ code: "funnel_too_many_steps" })
      expect(await post(draft([step("a", { offer_id: foreign })]))).toMatchObject({ status: 400, code: "wrong_event" })
      expect(await post(draft([step("a", { offer_id: "offer_none" })]))).toMatchObject({ status: 404, code: "offer_not_found" })
      expect(await post(draft([step("a")], { event_id: "progevt_none" }))).toMatchObject({ status: 404, code: "event_not_found" })
      expect(await post(draft([], { status: "active" }))).toMatchObject({ code: "funnel_empty" })
      expect(await post(funnelBody([step("a")]))).toMatchObject({ status: 400, code: "funnel_already_active" })
      for (const wrong of [{ accept_limit: 4 }, { accept_limit: 0 }, { window_minutes: 0 }, { window_minutes: 1441 }, { name: " " }, { status: "on" }, { extra: 1 }]) {
        expect(await post(draft([step("a")], wrong))).toMatchObject({ status: 400, code: "invalid_request" })
      }
      const change = (body: Record<string, unknown>) => refused(api.post(`/admin/offer-funnels/${funnel.id}`, body, shop().admin))
      expect(await change({ event_id: shop().otherEventId })).toMatchObject({ code: "event_fixed" })
      expect(await change({ steps: [] })).toMatchObject({ code: "funnel_empty" })
      expect((await refused(api.post("/admin/offer-funnels/offfun_none", { name: "x" }, shop().admin))).code).toBe("funnel_not_found")
      expect((await refused(api.delete("/admin/offer-funnels/offfun_none", shop().admin))).code).toBe("funnel_not_found")
    })

    it("who activates two at once gets one", async () => {
      const hoodie = await createOffer(api, shop())
      const bodies = ["A", "B", "C"].map((name) => funnelBody([{ key: "a", offer_id: hoodie }], { name }))
      const made = await Promise.all(bodies.map((body) => refused(api.post("/admin/offer-funnels", body, shop().admin))))
      expect(made.map(({ status }) => status).sort()).toEqual([200, 400, 400])
      expect(made.filter(({ status }) => status === 400).map(({ code }) => code)).toEqual(["funnel_already_active", "funnel_already_active"])
    })

    it("must be signed in", async () => {
      expect((await refused(api.get("/admin/offer-funnels"))).status).toBe(401)
      expect((await refused(api.post("/admin/offer-funnels", {}))).status).toBe(401)
    })
  })

  it("validates what a storefront sends", async () => {
    const { cartId } = await order()
    for (const body of [{}, { stepId: "" }, { stepId: 1 }, { stepId: "x", price: 0 }]) {
      const call = api.post(`/store/carts/${cartId}/post-purchase/accept`, body, shop().store)
      expect(await refused(call)).toMatchObject({ status: 400, code: "invalid_request" })
    }
    const call = api.post(`/store/carts/${cartId}/post-purchase/accept`, { stepId: "offstep_none" }, shop().store)
    expect(await refused(call)).toMatchObject({ status: 400, code: "funnel_step_not_current" })
    expect((await refused(api.get("/store/carts/cart_none/post-purchase", shop().store))).code).toBe("cart_not_found")
  })
})
