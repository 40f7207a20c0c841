import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { AxiosRequestConfig } from "axios"
import Stripe from "stripe"
import { claimAccept, lockRun, skipStep } from "../../src/modules/funnel/run-ledger"
import { Sql } from "../../src/utils/sql"
import { signGrant } from "../../src/plugins/stripe-checkout/off-session-grant"
import type { SavedMethod } from "../../src/modules/funnel/types"
import { signCheckoutToken } from "../../src/workflows/checkout/checkout-token"
import { sweepCheckouts } from "../../src/workflows/checkout/sweep-checkouts"
import { RUN_ENDED_EVENT } from "../../src/workflows/funnel/announce-end"
import { chargeSavedMethod } from "../../src/workflows/funnel/charge-saved-method"
import type { PostPurchase } from "../../src/workflows/funnel/post-purchase"
import { sweepFunnels } from "../../src/workflows/funnel/sweep-funnels"
import { testApp } from "../support/app"
import { barrier } from "../support/barrier"
import { CARD } from "../support/cards"
import { confirm, eventually } from "../support/checkout"
import { signUp } from "../support/customer"
import { createParcels } from "../support/parcels"
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
/** What somebody would pay for anything here. */
const AT_MOST = 1000

testApp(({ api, container, shop, settle, stripe }) => {
  const client = () => new Stripe(API_KEY, { host: "localhost", port: stripe().port, protocol: "http" })
  const knex = () => container().resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
  /** The stand-in outlives the tests, whose databases don't. */
  let before = new Set<string>()
  const intents = async () => (await client().paymentIntents.list({ limit: 100 })).data
  beforeEach(async () => {
    before = new Set((await intents()).map(({ id }) => id))
  })

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

  const openCart = async (options: AxiosRequestConfig = shop().store, email = "attendee@example.com", regionId = shop().regionId) => {
    const body = { region_id: regionId, email, items: [{ variant_id: shop().tickets.standard, quantity: 1 }] }
    const { id } = (await api.post("/store/carts", body, options)).data.cart
    // As a storefront does: the summary brings what a guest's browser needs after the order.
    await api.get(`/store/carts/${id}/offers`, options)
    return id as string
  }
  /** A ticket, paid on the hosted page. */
  const order = async (options: AxiosRequestConfig = shop().store, card: string = CARD.card) =>
    await payOnPage(await openCart(options), options, card)
  const payOnPage = async (cartId: string, options: AxiosRequestConfig = shop().store, card: string = CARD.card) => {
    const { data } = await api.post(`/store/carts/${cartId}/checkout-session`, {}, options)
    const sessionId = new URL(data.checkoutUrl).pathname.split("/").pop() as string
    const paid = stripe().payCheckoutSession(sessionId, { ...CARD, card })
    if (paid.outcome === "requires_action") {
      const { payment_intent } = await client().checkout.sessions.retrieve(sessionId)
      stripe().authenticate(payment_intent as string, true)
    }
    const ask = async () => (await api.post(`/store/carts/${cartId}/checkout-session/confirm`, {}, options)).data
    const placed = await eventually(ask, ({ status }) => status !== "processing")
    expect(placed.status).toBe("placed")
    return { cartId, orderId: placed.orderId as string, sessionId }
  }

  const read = async (cartId: string, options: AxiosRequestConfig = shop().store) =>
    (await api.get(`/store/carts/${cartId}/post-purchase`, options)).data.postPurchase as PostPurchase
  const answer = async (what: "accept" | "decline", cartId: string, stepId: string, options: AxiosRequestConfig = shop().store) =>
    (await api.post(`/store/carts/${cartId}/post-purchase/${what}`, bodyOf(what, stepId), options)).data.postPurchase as PostPurchase
  const bodyOf = (what: string, stepId: string | undefined) => ({ stepId, ...(what === "accept" ? { total: AT_MOST } : {}) })
  const accept = async (cartId: string, stepId?: string) => await answer("accept", cartId, stepId ?? ((await read(cartId)).step?.id as string))
  const decline = async (cartId: string, stepId?: string) => await answer("decline", cartId, stepId ?? ((await read(cartId)).step?.id as string))

  /** Accepts the step at the total it shows, as the kit does. */
  const acceptAsShown = async (cartId: string, step: PostPurchase["step"], options: AxiosRequestConfig = shop().store) =>
    (await api.post(`/store/carts/${cartId}/post-purchase/accept`, { stepId: step?.id, total: step?.charge?.total ?? null }, options)).data
      .postPurchase as PostPurchase

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
        step: {
          headline: "Take hoodie",
          oneClick: true,
          paymentMethod: { brand: "visa", last4: "4242" },
          offer: { id: hoodie, price: 45 },
          charge: { subtotal: 45, shippingTotal: 0, taxTotal: 8.55, taxIncluded: 0, total: HOODIE / 100, currency: "eur", shippingName: null },
        },
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
          const call = api.post(`/store/carts/${first.cartId}/post-purchase/${what}`, bodyOf(what, step?.id), options)
          expect(await refused(call)).toMatchObject({ status: 404, code: "cart_not_found" })
        }
      }
      expect(await offSession()).toHaveLength(0)
      const taken = await acceptAsShown(first.cartId, step, owner)
      expect(taken.results).toMatchObject([{ outcome: "ordered" }])
      const [charge] = await offSession()
      const { payment_intent } = await client().checkout.sessions.retrieve(first.sessionId, { expand: ["payment_intent"] })
      expect(charge.customer).toBe((payment_intent as Stripe.PaymentIntent).customer)
    })
  })

  describe("what is charged", () => {
    const parcels = (prices: Record<string, number>) => createParcels(api, shop(), prices)
    const shippedHoodie = async () => {
      const hoodie = await createOffer(api, shop(), { requires_shipping: true })
      await createFunnel([{ key: "hoodie", offer_id: hoodie }])
      return hoodie
    }
    const shippingOf = async (orderId: string | null) =>
      (await api.get(`/admin/orders/${orderId}?fields=id,total,*shipping_methods`, shop().admin)).data.order as {
        total: number
        shipping_methods: { name: string; shipping_option_id: string; amount: number }[]
      }
    /** Takes the step for what it shows, and sees that Stripe and the order say the same to the cent. */
    const takeForWhatIsShown = async (cartId: string) => {
      const { step } = await read(cartId)
      const charge = step?.charge as NonNullable<typeof step>["charge"] & object
      const taken = await acceptAsShown(cartId, step)
      expect(taken.results).toMatchObject([{ outcome: "ordered" }])
      expect((await offSession()).map(({ amount_received, currency }) => [amount_received, currency])).toEqual(
        charge.total ? [[Math.round(charge.total * 100), charge.currency]] : []
      )
      const made = await shippingOf(taken.results[0].orderId)
      expect(made.total).toBeCloseTo(charge.total, 2)
      return { charge, made }
    }

    it("is the price and its tax, where prices come without", async () => {
      await hoodieThenPoster()
      const { charge } = await takeForWhatIsShown((await order()).cartId)
      expect(charge).toEqual({ subtotal: 45, shippingTotal: 0, taxTotal: 8.55, taxIncluded: 0, total: 53.55, currency: "eur", shippingName: null })
    })

    it("is the price alone, where it contains the tax", async () => {
      await containTax("currency_code", "eur")
      await hoodieThenPoster()
      const { charge } = await takeForWhatIsShown((await order()).cartId)
      expect(charge).toMatchObject({ subtotal: 45, taxTotal: 7.18, taxIncluded: 7.18, total: 45 })
    })

    it("is the price alone, where no tax is due", async () => {
      await hoodieThenPoster()
      const first = await payOnPage(await openCart(shop().store, "attendee@example.com", shop().usRegionId))
      const { charge } = await takeForWhatIsShown(first.cartId)
      expect(charge).toMatchObject({ subtotal: 49.5, taxTotal: 0, total: 49.5, currency: "usd" })
    })

    it("has the cheapest delivery on top, with its tax", async () => {
      const { options, createOption } = await parcels({ Courier: 20, Parcel: 4.9 })
      const other = await api.post("/admin/shipping-profiles", { name: "Pallets", type: "pallets" }, shop().admin)
      await createOption("Pallet", 1, other.data.shipping_profile.id)
      await shippedHoodie()
      const { charge, made } = await takeForWhatIsShown((await order()).cartId)
      expect(charge).toEqual({
        subtotal: 45,
        shippingTotal: 4.9,
        taxTotal: 9.48,
        taxIncluded: 0,
        total: 59.38,
        currency: "eur",
        shippingName: "Parcel",
      })
      expect(made.shipping_methods).toMatchObject([{ shipping_option_id: options.Parcel, amount: 4.9 }])
    })

    it("has delivery in it with its tax, where prices contain it", async () => {
      await containTax("currency_code", "eur")
      await parcels({ Parcel: 4.9 })
      await shippedHoodie()
      const { charge } = await takeForWhatIsShown((await order()).cartId)
      expect(charge).toMatchObject({ subtotal: 45, shippingTotal: 4.9, taxTotal: 7.97, taxIncluded: 7.97, total: 49.9 })
    })

    it("has a price without tax and delivery with it, where that is how they are kept", async () => {
      await containTax("region_id", shop().regionId)
      const { options } = await parcels({ Parcel: 1 })
      const prices = [{ region_id: shop().regionId, amount: 4.9 }]
      await api.post(`/admin/shipping-options/${options.Parcel}`, { prices }, shop().admin)
      await shippedHoodie()
      const { charge } = await takeForWhatIsShown((await order()).cartId)
      expect(charge).toMatchObject({ subtotal: 45, shippingTotal: 4.9, taxTotal: 9.33, taxIncluded: 0.78, total: 58.45 })
    })

    it("has the delivery that the first order has, however dear", async () => {
      const { options, profileId } = await parcels({ Courier: 20, Parcel: 4.9 })
      const { data } = await api.get(`/admin/product-variants?id=${shop().plainVariantId}`, shop().admin)
      await api.post(`/admin/products/${data.variants[0].product_id}`, { shipping_profile_id: profileId }, shop().admin)
      await shippedHoodie()
      const cartId = await openCart()
      await api.post(`/store/carts/${cartId}/line-items`, { variant_id: shop().plainVariantId, quantity: 1 }, shop().store)
      await api.post(`/store/carts/${cartId}/shipping-methods`, { option_id: options.Courier }, shop().store)
      const { charge, made } = await takeForWhatIsShown((await payOnPage(cartId)).cartId)
      expect(charge).toMatchObject({ shippingTotal: 20, shippingName: "Courier", total: 77.35 })
      expect(made.shipping_methods).toMatchObject([{ shipping_option_id: options.Courier }])
    })

    it("has the delivery's price for an order of that size", async () => {
      const { options } = await parcels({ Parcel: 4.9 })
      const free = { currency_code: "eur", amount: 0, rules: [{ attribute: "item_total", operator: "gte", value: 50 }] }
      await api.post(`/admin/shipping-options/${options.Parcel}`, { prices: [{ currency_code: "eur", amount: 4.9 }, free] }, shop().admin)
      await shippedHoodie()
      const { charge } = await takeForWhatIsShown((await order()).cartId)
      expect(charge).toMatchObject({ shippingTotal: 0, total: 53.55, shippingName: "Parcel" })
    })

    it("is the difference, for an upgrade that charges it", async () => {
      const upgrade = { type: "TICKET_UPGRADE", title: "To VIP", upgrade_tier: "VIP", charges_difference: true }
      const offer = await createOffer(api, shop(), { ...upgrade, requires_ticket: true, prices: [{ currency_code: "eur", amount: 500 }] })
      await createFunnel([{ key: "vip", offer_id: offer }])
      const { charge } = await takeForWhatIsShown((await order()).cartId)
      expect(charge).toMatchObject({ subtotal: 100, taxTotal: 19, total: 119 })
    })

    it("is the offer's price on a variant that costs something else", async () => {
      const prices = [{ currency_code: "eur", amount: 12.34 }]
      const offer = await createOffer(api, shop(), { title: "Poster", variant_id: shop().plainVariantId, prices })
      await createFunnel([{ key: "poster", offer_id: offer }])
      const { charge } = await takeForWhatIsShown((await order()).cartId)
      expect(charge).toMatchObject({ subtotal: 12.34, taxTotal: 2.34, total: 14.68 })
    })

    it("is nothing for what costs nothing, with one click even without a saved card", async () => {
      const free = await createOffer(api, shop(), { title: "Sticker", prices: [{ currency_code: "eur", amount: 0 }] })
      await createFunnel([{ key: "free", offer_id: free }])
      const cartId = await openCart()
      await orderByInvoice(api, shop(), cartId)
      expect((await read(cartId)).step).toMatchObject({ oneClick: true, paymentMethod: null, charge: { total: 0 } })
      const { charge } = await takeForWhatIsShown(cartId)
      expect(charge).toMatchObject({ subtotal: 0, taxTotal: 0, total: 0 })
      expect(await sold(free, 1)).toMatchObject({ sold: 1, held: 0 })
    })

    it("is less than was shown with a promotion that applies by itself", async () => {
      await hoodieThenPoster()
      const application_method = { type: "percentage", target_type: "items", allocation: "across", value: 10 }
      const promotion = { code: "AFTER", type: "standard", status: "active", is_automatic: true, application_method }
      await api.post("/admin/promotions", promotion, shop().admin)
      const first = await order()
      const { step } = await read(first.cartId)
      expect(step?.charge?.total).toBe(53.55)
      expect((await acceptAsShown(first.cartId, step)).results).toMatchObject([{ outcome: "ordered" }])
      expect(await offSession()).toMatchObject([{ amount_received: 4820 }])
    })

    it("can't be told where there is no way to send it: the step is passed by", async () => {
      const hoodie = await createOffer(api, shop(), { requires_shipping: true })
      const poster = await createOffer(api, shop(), { title: "Poster" })
      await createFunnel([
        { key: "hoodie", offer_id: hoodie, on_decline: "poster" },
        { key: "poster", offer_id: poster },
      ])
      expect((await read((await order()).cartId)).step).toMatchObject({ offer: { id: poster }, charge: { total: 53.55 } })
    })

    it("is told to nobody but the buyer", async () => {
      await hoodieThenPoster()
      const { cartId, orderId } = await order()
      const { step } = await read(cartId)
      // Medusa tells whoever knows the order which cart it was.
      const { data } = await api.get(`/store/orders/${orderId}?fields=+cart.id`, shop().store)
      expect(data.order.cart.id).toBe(cartId)
      const others = await signCheckoutToken(container(), (await order()).cartId)
      for (const [token, code] of [["", "required"], ["made.up.token", "invalid"], [others, "invalid"]]) {
        const stranger = { headers: { ...shop().store.headers, "x-checkout-token": token } }
        const body = { stepId: step?.id }
        const answers = [
          await refused(api.get(`/store/carts/${cartId}/post-purchase`, stranger)),
          await refused(api.post(`/store/carts/${cartId}/post-purchase/accept`, { ...body, total: step?.charge?.total }, stranger)),
          await refused(api.post(`/store/carts/${cartId}/post-purchase/decline`, body, stranger)),
        ]
        expect(answers.map((answer) => answer.code)).toEqual(Array(3).fill(`checkout_token_${code}`))
      }
      expect(await offSession()).toHaveLength(0)
      expect((await read(cartId)).step?.id).toBe(step?.id)
    })

    it("is told by the payment page where a carrier calculates it, whatever the storefront sends", async () => {
      const { options } = await parcels({ Carrier: 1 })
      await knex().raw("update shipping_option set price_type = 'calculated' where id = ?", [options.Carrier])
      installCarrier(7)
      const hoodie = await shippedHoodie()
      for (const total of [null, AT_MOST]) {
        const { cartId } = await order()
        const { step } = await read(cartId)
        expect(step).toMatchObject({ charge: null, oneClick: false, paymentMethod: null, offer: { id: hoodie } })
        const { data } = await api.post(`/store/carts/${cartId}/post-purchase/accept`, { stepId: step?.id, total }, shop().store)
        expect(data.postPurchase.results).toMatchObject([{ outcome: "payment_page", checkoutUrl: expect.stringContaining("http") }])
        const { amount_total } = await client().checkout.sessions.retrieve(data.postPurchase.results[0].checkoutUrl.split("/").pop())
        expect(amount_total).toBe(Math.round((45 + 7) * 119))
      }
      expect(await offSession()).toHaveLength(0)
    })

    it("is left to the payment page by who was shown no total", async () => {
      await hoodieThenPoster()
      const first = await order()
      const { step } = await read(first.cartId)
      expect((await acceptAsShown(first.cartId, step && { ...step, charge: null })).results).toMatchObject([{ outcome: "payment_page" }])
      expect(await offSession()).toHaveLength(0)
    })

    /** The organizer's prices of a currency or a region contain their tax. */
    async function containTax(attribute: "currency_code" | "region_id", value: string): Promise<void> {
      const pricing = container().resolve(Modules.PRICING)
      const [standing] = await pricing.listPricePreferences({ attribute: [attribute], value: [value] })
      await pricing.upsertPricePreferences([{ ...(standing ? { id: standing.id } : {}), attribute, value, is_tax_inclusive: true }])
    }

    /** A carrier's module in the place of Medusa's manual one, which has no prices to calculate. */
    function installCarrier(amount: number): void {
      const service = container().resolve(Modules.FULFILLMENT) as unknown as {
        fulfillmentProviderService_: { retrieveProviderRegistration: (id: string) => object }
      }
      Object.assign(service.fulfillmentProviderService_.retrieveProviderRegistration("manual_manual"), {
        calculatePrice: async () => ({ calculated_amount: amount, is_calculated_price_tax_inclusive: false }),
      })
    }
  })

  describe("a total that has risen since it was shown", () => {
    const raise = (offerId: string, amount: number) =>
      api.post(`/admin/offers/${offerId}`, { prices: [{ currency_code: "eur", amount }] }, shop().admin)
    const nothingHappened = async (offerId: string) => {
      expect((await offSession()).filter(({ status }) => status === "succeeded")).toHaveLength(0)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0, held: 0 })
      expect(await orders()).toHaveLength(1)
    }

    it("is refused, nothing charged or held, and offered again for what it costs now", async () => {
      const { hoodie } = await hoodieThenPoster()
      const first = await order()
      const { step } = await read(first.cartId)
      await raise(hoodie, 50)
      expect(await refused(acceptRaw(first.cartId, step))).toMatchObject({ status: 400, code: "funnel_total_changed" })
      await nothingHappened(hoodie)
      const again = await read(first.cartId)
      expect(again).toMatchObject({ status: "open", acceptedCount: 0, results: [], step: { id: step?.id, oneClick: true, charge: { total: 59.5 } } })
      expect((await acceptAsShown(first.cartId, again.step)).results).toMatchObject([{ outcome: "ordered" }])
      expect(await offSession()).toMatchObject([{ amount_received: 5950 }])
      expect(await sold(hoodie, 1)).toMatchObject({ sold: 1, held: 0 })
    })

    it("is refused for its delivery too", async () => {
      const { options } = await createParcels(api, shop(), { Parcel: 4.9 })
      const hoodie = await createOffer(api, shop(), { requires_shipping: true })
      await createFunnel([{ key: "hoodie", offer_id: hoodie }])
      const first = await order()
      const { step } = await read(first.cartId)
      await api.post(`/admin/shipping-options/${options.Parcel}`, { prices: [{ currency_code: "eur", amount: 6.9 }] }, shop().admin)
      expect(await refused(acceptRaw(first.cartId, step))).toMatchObject({ code: "funnel_total_changed" })
      await nothingHappened(hoodie)
      expect((await read(first.cartId)).step?.charge).toMatchObject({ shippingTotal: 6.9, total: 61.76 })
    })

    it("is refused to everybody who saw the old one at once, and is had by who saw the new", async () => {
      const { hoodie } = await hoodieThenPoster()
      const first = await order()
      const { step: old } = await read(first.cartId)
      await raise(hoodie, 50)
      const { step: fresh } = await read(first.cartId)
      const late = await Promise.all([refused(acceptRaw(first.cartId, old)), refused(acceptRaw(first.cartId, old)), refused(acceptRaw(first.cartId, old))])
      expect(late.map(({ code }) => code)).toEqual(Array(3).fill("funnel_total_changed"))
      await nothingHappened(hoodie)
      const [, tab] = await Promise.all([refused(acceptRaw(first.cartId, old)), acceptAsShown(first.cartId, fresh)])
      expect(tab.results).toMatchObject([{ outcome: "ordered" }])
      expect(await offSession()).toMatchObject([{ amount_received: 5950 }])
      expect(await orders()).toHaveLength(2)
    })

    it("is refused before the payment page as well, and the step keeps what became of the card", async () => {
      const { hoodie } = await hoodieThenPoster()
      const first = await order()
      stripe().faults.add({ match: { method: "POST", path: "^/v1/payment_intents$" }, status: 500 })
      const failed = await accept(first.cartId)
      stripe().faults.clear()
      expect(failed).toMatchObject({ step: { oneClick: false, charge: { total: 53.55 } }, results: [{ outcome: "payment_failed" }] })
      await raise(hoodie, 50)
      expect(await refused(acceptRaw(first.cartId, failed.step))).toMatchObject({ code: "funnel_total_changed" })
      await nothingHappened(hoodie)
      const again = await read(first.cartId)
      expect(again).toMatchObject({ step: { oneClick: false, charge: { total: 59.5 } }, results: [{ outcome: "payment_failed" }] })
      expect((await acceptAsShown(first.cartId, again.step)).results).toMatchObject([{ outcome: "payment_page" }])
    })

    it("is refused when it rises while the payment is prepared", async () => {
      await hoodieThenPoster()
      const first = await order()
      await read(first.cartId)
      const { rows } = await knex().raw("select saved_method from offer_funnel_run")
      const { saved_method } = rows[0] as { saved_method: SavedMethod }
      const cartId = await openCart()
      const charge = (seen: number) => chargeSavedMethod(container(), { cartId, grantId: "offdec_test", method: saved_method, seen })
      await expect(charge(118.99)).rejects.toMatchObject({ code: "funnel_total_changed" })
      expect(await offSession()).toHaveLength(0)
      expect(await charge(119)).toMatchObject({ result: "placed" })
    })

    const acceptRaw = (cartId: string, step: PostPurchase["step"]) =>
      api.post(`/store/carts/${cartId}/post-purchase/accept`, { stepId: step?.id, total: step?.charge?.total }, shop().store)
  })

  describe("the end of a run", () => {
    /** What is told of it from now on, of whichever run. */
    const told = () => {
      const events: { id: string; order_id: string }[] = []
      container()
        .resolve(Modules.EVENT_BUS)
        .subscribe(RUN_ENDED_EVENT, async ({ data }: { data: unknown }) => void events.push(data as never), { subscriberId: `test-${Math.random()}` })
      return events
    }
    const once = async (events: { id: string; order_id: string }[], orderId: string) => {
      await eventually(async () => events, (list) => list.length > 0)
      await settle()
      const { rows } = await knex().raw("select id from offer_funnel_run where order_id = ?", [orderId])
      expect(events).toEqual([{ id: (rows[0] as { id: string }).id, order_id: orderId }])
    }

    it("is told once when the last step was accepted, by however many", async () => {
      await hoodieThenPoster()
      const first = await order()
      const { step } = await read(first.cartId)
      const events = told()
      await Promise.all([acceptAsShown(first.cartId, step), acceptAsShown(first.cartId, step)])
      await acceptAsShown(first.cartId, step)
      await read(first.cartId)
      await once(events, first.orderId)
    })

    it("is told once when the last step was declined, and not before", async () => {
      await hoodieThenPoster()
      const first = await order()
      const events = told()
      const last = (await decline(first.cartId)).step?.id
      await settle()
      expect(events).toEqual([])
      await Promise.all([decline(first.cartId, last), decline(first.cartId, last)])
      await once(events, first.orderId)
    })

    it("is told once when nothing is left that can be had", async () => {
      const { hoodie, poster } = await hoodieThenPoster()
      const first = await order()
      const { step } = await read(first.cartId)
      const events = told()
      for (const id of [hoodie, poster]) {
        await api.post(`/admin/offers/${id}`, { inventory_total: 0 }, shop().admin)
      }
      expect((await refused(api.post(`/store/carts/${first.cartId}/post-purchase/accept`, bodyOf("accept", step?.id), shop().store))).code).toBe("offer_sold_out")
      expect(await read(first.cartId)).toMatchObject({ status: "finished", step: null })
      await read(first.cartId)
      await once(events, first.orderId)
    })

    it("is told once when its time is up", async () => {
      await hoodieThenPoster()
      const first = await order()
      await read(first.cartId)
      const events = told()
      await knex().raw("update offer_funnel_run set expires_at = clock_timestamp()")
      await Promise.all([sweepFunnels(container()), sweepFunnels(container())])
      await once(events, first.orderId)
    })

    it("is told once when the first order was called off", async () => {
      await hoodieThenPoster()
      const first = await order()
      await read(first.cartId)
      const events = told()
      await api.post(`/admin/orders/${first.orderId}/cancel`, {}, shop().admin)
      await once(events, first.orderId)
    })

    it("is told by the sweep where a server died before it told, once", async () => {
      await hoodieThenPoster()
      const first = await order()
      await decline(first.cartId)
      await decline(first.cartId)
      await settle()
      const events = told()
      await knex().raw("update offer_funnel_run set end_announced_at = null")
      await sweepFunnels(container())
      await settle()
      // Whoever ended it may be about to tell.
      expect(events).toEqual([])
      await knex().raw("update offer_funnel_run set ended_at = ended_at - interval '2 minutes'")
      await Promise.all([sweepFunnels(container()), sweepFunnels(container())])
      await once(events, first.orderId)
      await sweepFunnels(container())
      await once(events, first.orderId)
    })

    it("is told even if the orders can't be linked", async () => {
      await hoodieThenPoster()
      const first = await order()
      const { step } = await read(first.cartId)
      const events = told()
      await knex().raw(
        `create function refuse() returns trigger as $$ begin raise exception 'no links'; end $$ language plpgsql;
         create trigger refuse before update on "order" for each row when (jsonb_exists(new.metadata, 'post_purchase_order_ids')) execute function refuse()`
      )
      await acceptAsShown(first.cartId, step)
      await knex().raw(`drop trigger refuse on "order"`)
      await once(events, first.orderId)
    })
  })

  describe("an order that was called off", () => {
    /** As Medusa leaves it when the event is lost, or before it is heard. */
    const callOff = (orderId: string) => knex().raw(`update "order" set status = 'canceled' where id = ?`, [orderId])

    it("is offered nothing any more, and nothing is charged for what it was offered", async () => {
      const { hoodie } = await hoodieThenPoster({ hold_fulfillment: true })
      const first = await order()
      const { step } = await read(first.cartId)
      await callOff(first.orderId)
      for (const what of ["accept", "decline"]) {
        const call = api.post(`/store/carts/${first.cartId}/post-purchase/${what}`, bodyOf(what, step?.id), shop().store)
        expect(await refused(call)).toMatchObject({ status: 400, code: "funnel_expired" })
      }
      expect(await read(first.cartId)).toMatchObject({ status: "finished", step: null, results: [] })
      expect(await offSession()).toHaveLength(0)
      expect(await stockOf(api, shop(), hoodie)).toMatchObject({ sold: 0, held: 0 })
    })

    it("ends its funnel at the first look as well", async () => {
      await hoodieThenPoster()
      const first = await order()
      expect(await read(first.cartId)).toMatchObject({ status: "open" })
      await callOff(first.orderId)
      expect(await read(first.cartId)).toMatchObject({ status: "finished", step: null })
    })
  })

  describe("an order of offers alone", () => {
    it("gets the funnel of their event, also on a variant that is sold without the offer", async () => {
      await hoodieThenPoster()
      const sticker = await createOffer(api, shop(), { title: "Sticker", variant_id: shop().plainVariantId })
      const body = { region_id: shop().regionId, email: "attendee@example.com" }
      const cartId = (await api.post("/store/carts", body, shop().store)).data.cart.id as string
      await api.post(`/store/carts/${cartId}/offers`, { offerId: sticker }, shop().store)
      await payOnPage(cartId)
      // The hoodie needs a ticket.
      expect(await read(cartId)).toMatchObject({ status: "open", step: { headline: "Take poster" } })
    })

    it("gets none for such a variant alone", async () => {
      await hoodieThenPoster()
      await createOffer(api, shop(), { title: "Sticker", variant_id: shop().plainVariantId })
      const body = { region_id: shop().regionId, email: "attendee@example.com", items: [{ variant_id: shop().plainVariantId, quantity: 1 }] }
      const cartId = (await api.post("/store/carts", body, shop().store)).data.cart.id as string
      await api.get(`/store/carts/${cartId}/offers`, shop().store)
      await payOnPage(cartId)
      expect(await read(cartId)).toMatchObject({ status: "none" })
    })
  })

  describe("the sweep over many", () => {
    const begun = async () => {
      await hoodieThenPoster()
      const first = await order()
      await read(first.cartId)
      const { rows } = await knex().raw("select id from offer_funnel_run")
      return { ...first, runId: (rows[0] as { id: string }).id }
    }
    /** Acceptances of a server that is gone, or that wait for their payment page. */
    const leave = (runId: string, outcome: string, count: number, hoursAgo: number) =>
      knex().raw(
        `insert into offer_funnel_decision (id, run_id, step_id, offer_id, decision, outcome, checkout_expires_at, updated_at)
         select 'offdec_' || ?::text || n, ?, ?::text || n, 'offer_none', 'accepted', ?, clock_timestamp() + interval '30 minutes',
                clock_timestamp() - make_interval(hours => ?)
           from generate_series(1, ?) n`,
        [outcome, runId, outcome, outcome, hoursAgo, count]
      )
    const left = async (outcome: string) =>
      Number(((await knex().raw("select count(*) as count from offer_funnel_decision where outcome = ?", [outcome])).rows[0] as { count: string }).count)

    it("ends all that were left, not only the first hundred", async () => {
      const { runId } = await begun()
      await leave(runId, "pending", 250, 1)
      await sweepFunnels(container())
      expect(await left("pending")).toBe(0)
      expect(await left("payment_failed")).toBe(250)
    })

    it("doesn't let open payment pages keep them waiting, nor closes those", async () => {
      const { runId } = await begun()
      await leave(runId, "payment_page", 150, 2)
      await leave(runId, "pending", 1, 0)
      await sweepFunnels(container())
      expect([await left("pending"), await left("payment_page")]).toEqual([0, 150])
    })

    it("finds an open page that was ordered though nobody told", async () => {
      const { cartId, runId } = await begun()
      const { step } = await read(cartId)
      const page = await acceptAsShown(cartId, step && { ...step, charge: null })
      stripe().payCheckoutSession(new URL(page.results[0].checkoutUrl as string).pathname.split("/").pop() as string, CARD)
      await eventually(() => read(cartId), ({ results }) => results[0].outcome === "ordered")
      await settle()
      await leave(runId, "payment_page", 150, 2)
      await knex().raw("update offer_funnel_decision set outcome = 'payment_page', order_id = null, checkout_expires_at = now() + interval '20 minutes' where cart_id is not null")
      await sweepFunnels(container())
      expect((await read(cartId)).results.find(({ orderId }) => orderId)).toMatchObject({ outcome: "ordered" })
    })
  })

  describe("a step looked at while it is being bought", () => {
    /** A look that found the offer gone, and a claim, each in a transaction. @param looked what both wait for between looking and writing */
    const race = async (lock: typeof lockRun, looked = async () => {}) => {
      await hoodieThenPoster()
      const { cartId } = await order()
      const { step } = await read(cartId)
      const { rows } = await knex().raw("select id from offer_funnel_run where cart_id = ?", [cartId])
      const [runId, stepId] = [(rows[0] as { id: string }).id, step?.id as string]
      const slowly = <Result>(work: (sql: Sql) => Promise<Result>) =>
        knex().transaction((trx) =>
          work(async (statement, bindings) => {
            const result = await trx.raw(statement, bindings)
            if (statement.includes("from offer_funnel_decision where run_id")) {
              await looked()
            }
            return result.rows
          })
        )
      const claim = slowly((sql) => claimAccept(sql, runId, stepId)).then(({ verdict }) => verdict === "begin", () => false)
      await Promise.all([claim, slowly((sql) => skipStep(sql, runId, stepId, lock))])
      const after = await knex().raw("select current_step_id from offer_funnel_run where id = ?", [runId])
      return { bought: await claim, passedBy: (after.rows[0] as { current_step_id: string }).current_step_id !== stepId }
    }
    const withoutLock: typeof lockRun = (sql, id) => lockRun((statement, bindings) => sql(statement.replace("for update", ""), bindings), id)

    it("is bought or passed by", async () => {
      const { bought, passedBy } = await race(lockRun)
      expect(bought).not.toBe(passedBy)
    })

    it("is both without the lock", async () => {
      expect(await race(withoutLock, barrier(2))).toEqual({ bought: true, passedBy: true })
    })

    it("is not passed by once it is", async () => {
      await hoodieThenPoster()
      const { cartId } = await order()
      const { step } = await read(cartId)
      const { rows } = await knex().raw("select id from offer_funnel_run where cart_id = ?", [cartId])
      const sql: Sql = async (statement, bindings) => (await knex().raw(statement, bindings)).rows
      const runId = (rows[0] as { id: string }).id
      await claimAccept(sql, runId, step?.id as string)
      for (const outcome of ["pending", "payment_page", "ordered"]) {
        await knex().raw("update offer_funnel_decision set outcome = ?", [outcome])
        expect(await skipStep(sql, runId, step?.id as string)).toBe(false)
        const after = await knex().raw("select current_step_id from offer_funnel_run")
        expect(after.rows).toEqual([{ current_step_id: step?.id }])
      }
      await knex().raw("update offer_funnel_decision set outcome = 'payment_failed'")
      await skipStep(sql, runId, step?.id as string)
      const after = await knex().raw("select current_step_id from offer_funnel_run")
      expect(after.rows).not.toEqual([{ current_step_id: step?.id }])
    })
  })

  describe("two claims of one step", () => {
    /** Six at once, each in a transaction of its own. @param looked what each waits for between looking and writing */
    const race = async (runId: string, stepId: string, lock: typeof lockRun, looked = async () => {}) => {
      const claims = Array.from({ length: 6 }, () =>
        knex().transaction(async (trx) => {
          const sql: Sql = async (statement, bindings) => {
            const { rows } = await trx.raw(statement, bindings)
            if (statement.includes("from offer_funnel_decision where run_id")) {
              await looked()
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
      expect(await race(...(await begun()), withoutLock, barrier(6))).toBe(1)
    })

    it("give it to several without either", async () => {
      await knex().raw(`drop index "IDX_offer_funnel_decision_run_id_step_id_unique"`)
      expect(await race(...(await begun()), withoutLock, barrier(6))).toBeGreaterThan(1)
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
      const late = api.post(`/store/carts/${first.cartId}/post-purchase/accept`, bodyOf("accept", hoodieStep), shop().store)
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
      const call = api.post(`/store/carts/${first.cartId}/post-purchase/accept`, bodyOf("accept", stepId), shop().store)
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
      const call = api.post(`/store/carts/${first.cartId}/post-purchase/accept`, bodyOf("accept", funnel.steps[1].id), shop().store)
      expect((await refused(call)).code).toMatch(/^funnel_(step_not_current|expired)$/)
      expect(await stockOf(api, shop(), two)).toMatchObject({ sold: 0, held: 0 })
    })

    it("comes after three, the most there can be", async () => {
      const keys = ["one", "two", "three", "four"]
      const offers = await Promise.all(keys.map((key) => createOffer(api, shop(), { title: key })))
      await createFunnel(keys.map((key, index) => ({ key, offer_id: offers[index], ...(keys[index + 1] ? { on_accept: keys[index + 1] } : {}) })))
      const first = await order()
      for (const [count, status] of [[1, "open"], [2, "open"], [3, "finished"]] as const) {
        expect(await accept(first.cartId)).toMatchObject({ status, acceptedCount: count })
      }
      expect((await read(first.cartId)).step).toBeNull()
      expect((await offSession()).map(({ status }) => status)).toEqual(["succeeded", "succeeded", "succeeded"])
      expect(await orders()).toHaveLength(4)
      expect(await stockOf(api, shop(), offers[3])).toMatchObject({ sold: 0, held: 0 })
    })

    it("comes with the window, whatever is sent afterwards", async () => {
      await hoodieThenPoster()
      const first = await order()
      const stepId = (await read(first.cartId)).step?.id as string
      await knex().raw("update offer_funnel_run set expires_at = clock_timestamp() where cart_id = ?", [first.cartId])
      for (const what of ["accept", "decline"]) {
        const call = api.post(`/store/carts/${first.cartId}/post-purchase/${what}`, bodyOf(what, stepId), shop().store)
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
      const made = (rows[0] as { cart_id: string }).cart_id
      const headers = { ...shop().store.headers, "x-checkout-token": await signCheckoutToken(container(), made) }
      expect(await read(made, { headers })).toMatchObject({ status: "none" })
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
      // The same page and cart; the token is made anew, and may run out a second later.
      const { checkoutCart, ...same } = page.results[0]
      expect((await accept(first.cartId, stepId)).results).toMatchObject([{ ...same, checkoutCart: { id: checkoutCart?.id } }])
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
      const confirming = { method: "POST", path: "^/v1/payment_intents/[^/]+/confirm$" }
      stripe().faults.add({ match: confirming, after_execution: true, times: 1 })
      stripe().faults.add({ match: confirming, delay_ms: 1000, status: 500 })
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

    it("after the charge, by something that refuses the order: the money goes back, and the step can be paid on a page", async () => {
      const { hoodie } = await hoodieThenPoster()
      const first = await order()
      const stepId = (await read(first.cartId)).step?.id as string
      await knex().raw(
        `create function refuse() returns trigger as $$ begin raise exception 'the books are full'; end $$ language plpgsql;
         create trigger refuse before insert on order_transaction for each row when (new.amount > 0) execute function refuse()`
      )
      const refused = await accept(first.cartId, stepId)
      await knex().raw("drop trigger refuse on order_transaction")
      expect(refused).toMatchObject({ status: "open", step: { id: stepId }, results: [{ outcome: "payment_failed" }] })
      const [charge] = await offSession()
      expect((await client().refunds.list({ payment_intent: charge.id })).data.map(({ amount }) => amount)).toEqual([HOODIE])
      expect(await orders()).toHaveLength(1)

      const page = await accept(first.cartId, stepId)
      expect(page.results).toMatchObject([{ stepId, outcome: "payment_page", checkoutUrl: expect.stringContaining("http") }])
      stripe().payCheckoutSession(new URL(page.results[0].checkoutUrl as string).pathname.split("/").pop() as string, CARD)
      const done = await eventually(() => read(first.cartId), ({ results }) => results[0].outcome === "ordered")
      expect(done.results).toMatchObject([{ outcome: "ordered", orderId: expect.stringContaining("order_") }])
      expect(await sold(hoodie, 1)).toMatchObject({ sold: 1, held: 0 })
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
    /** A way for the organizer to hand out the order's tickets: answers what the attempt comes to. */
    const boxOffice = async () => {
      const { locationId, options } = await createParcels(api, shop(), { "Pick up": 0 })
      return async (orderId: string) => {
        const { items } = (await api.get(`/admin/orders/${orderId}?fields=id,*items`, shop().admin)).data.order
        const body = {
          location_id: locationId,
          shipping_option_id: options["Pick up"],
          items: items.map(({ id }: { id: string }) => ({ id, quantity: 1 })),
        }
        return await refused(api.post(`/admin/orders/${orderId}/fulfillments`, body, shop().admin))
      }
    }
    const fulfilled = async (orderId: string) => {
      const { data } = await api.get(`/admin/orders/${orderId}?fields=id,*fulfillments,*items.detail`, shop().admin)
      const { fulfillments, items } = data.order as { fulfillments: unknown[]; items: { detail: { fulfilled_quantity: number } }[] }
      return { fulfillments: fulfillments.length, units: items.map(({ detail }) => Number(detail.fulfilled_quantity)) }
    }
    const HELD = { status: 400, code: "fulfillment_held" }

    it("waits while the funnel is open and was told to, and no longer", async () => {
      await hoodieThenPoster({ hold_fulfillment: true })
      const fulfill = await boxOffice()
      const { cartId, orderId } = await order()
      expect(await fulfill(orderId)).toMatchObject(HELD)
      await decline(cartId)
      expect(await fulfill(orderId)).toMatchObject(HELD)
      expect(await fulfilled(orderId)).toEqual({ fulfillments: 0, units: [0] })
      expect(await decline(cartId)).toMatchObject({ status: "finished" })
      expect(await fulfill(orderId)).toEqual({ status: 200 })
      expect(await fulfilled(orderId)).toEqual({ fulfillments: 1, units: [1] })
    })

    it("waits no longer than the window", async () => {
      await hoodieThenPoster({ hold_fulfillment: true })
      const fulfill = await boxOffice()
      const { orderId } = await order()
      expect(await fulfill(orderId)).toMatchObject(HELD)
      expect(await fulfilled(orderId)).toEqual({ fulfillments: 0, units: [0] })
      await knex().raw("update offer_funnel_run set expires_at = clock_timestamp()")
      expect(await fulfill(orderId)).toEqual({ status: 200 })
      expect(await fulfilled(orderId)).toEqual({ fulfillments: 1, units: [1] })
    })

    it("doesn't wait when the funnel wasn't told to hold it", async () => {
      await hoodieThenPoster()
      const fulfill = await boxOffice()
      const { cartId, orderId } = await order()
      expect(await read(cartId)).toMatchObject({ status: "open" })
      expect(await fulfill(orderId)).toEqual({ status: 200 })
      expect(await fulfilled(orderId)).toEqual({ fulfillments: 1, units: [1] })
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
    const total = AT_MOST
    const wrong = [{}, { stepId: "x" }, { stepId: "", total }, { stepId: 1, total }, { stepId: "x", total, price: 0 }, ...[-0.01, "45", 1e13, [45]].map((wrongTotal) => ({ stepId: "x", total: wrongTotal }))]
    for (const body of wrong) {
      const call = api.post(`/store/carts/${cartId}/post-purchase/accept`, body, shop().store)
      expect(await refused(call)).toMatchObject({ status: 400, code: "invalid_request" })
    }
    const call = api.post(`/store/carts/${cartId}/post-purchase/accept`, { stepId: "offstep_none", total }, shop().store)
    expect(await refused(call)).toMatchObject({ status: 400, code: "funnel_step_not_current" })
    expect((await refused(api.get("/store/carts/cart_none/post-purchase", shop().store))).code).toBe("cart_not_found")
  })
})
